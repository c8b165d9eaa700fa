import { formatDay, formatSpan, formatTime, formatWindow, localDate } from '../internal/format.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import type { TrackingWords } from './tracking.templates.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Nearer than this, minutes to go say more than the time of day. */
const MINUTES_COUNTED = 45;

/** What the recipient asks first. */
export interface Headline {
  readonly title: string;
  readonly detail: string;
  /** For color: on the way as promised, done, late, or not delivered. */
  readonly tone: 'calm' | 'good' | 'late' | 'bad';
}

/** The local day of an instant beside now. */
export function dayOf(instant: string, { window: { timeZone } }: DeliveryTracking, now: number, locale: string, options?: Intl.DateTimeFormatOptions): string {
  return formatDay(localDate(Date.parse(instant), timeZone), now, timeZone, locale, options);
}

/**
 * Is it today, when, where: said in one line, with one line more, of a delivery that is still to come. `now` in milliseconds of
 * the server's time.
 */
export function headline(tracking: DeliveryTracking, now: number, words: TrackingWords['words'], locale: string): Headline {
  const { window, estimate, stopsAway } = tracking;
  if (!estimate) {
    return { title: words.arrivingOn(dayOf(window.start, tracking, now, locale)), detail: formatWindow(window, locale), tone: 'calm' };
  }
  const late = (Date.parse(estimate.p50) - Date.parse(window.end)) / SECOND;
  const minutes = (Date.parse(estimate.p50) - now) / MINUTE;
  const title =
    minutes > MINUTES_COUNTED
      ? words.arrivingAbout(dayOf(estimate.p50, tracking, now, locale), formatTime(estimate.p50, window.timeZone, locale))
      : words.arrivingInMinutes(minutes > 15 ? Math.round(minutes / 5) * 5 : Math.max(0, Math.round(minutes)));
  const where = stopsAway == null ? '' : words.stopsAway(stopsAway);
  return late >= MINUTE / SECOND
    ? { title, detail: `${words.late(formatSpan(late, locale))} ${where}`.trim(), tone: 'late' }
    : { title, detail: where, tone: 'calm' };
}
