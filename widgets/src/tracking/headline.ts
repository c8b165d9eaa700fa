import { formatDay, formatSpan, formatTime, formatWindow, localDate } from '../internal/format.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import type { tracking as Words } from '../translations/en.ts';

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

/** Is it today, when, where: said in one line, with one line more. `now` in milliseconds of the server's time. */
export function headline(tracking: DeliveryTracking, now: number, words: typeof Words, locale: string): Headline {
  const { state, window, estimate, proof, failureReason, stopsAway } = tracking;
  const { timeZone } = window;
  const dayOf = (instant: string) => formatDay(localDate(Date.parse(instant), timeZone), now, timeZone, locale);
  switch (state) {
    case 'ARRIVED':
      return { title: words.atTheDoor, detail: '', tone: 'good' };
    case 'DELIVERED': {
      const at = proof?.at ?? tracking.steps.find((step) => step.state === state)?.at ?? tracking.asOf;
      const place = words.places[proof?.place as keyof typeof words.places];
      return { title: words.deliveredAt(dayOf(at), formatTime(at, timeZone, locale)), detail: place ?? '', tone: 'good' };
    }
    case 'ATTEMPT_FAILED':
      return { title: words.missedYou, detail: words.failures[(failureReason ?? 'OTHER') as keyof typeof words.failures] ?? '', tone: 'bad' };
    case 'RETURNING':
    case 'RETURNED':
    case 'CANCELED':
      return { title: words.ended[state as keyof typeof words.ended], detail: '', tone: 'bad' };
  }
  if (!estimate) {
    return { title: words.arrivingOn(dayOf(window.start)), detail: formatWindow(window, locale), tone: 'calm' };
  }
  const late = (Date.parse(estimate.p50) - Date.parse(window.end)) / SECOND;
  const minutes = (Date.parse(estimate.p50) - now) / MINUTE;
  const title =
    minutes > MINUTES_COUNTED
      ? words.arrivingAbout(dayOf(estimate.p50), formatTime(estimate.p50, timeZone, locale))
      : words.arrivingInMinutes(minutes > 15 ? Math.round(minutes / 5) * 5 : Math.max(0, Math.round(minutes)));
  const where = stopsAway == null ? '' : words.stopsAway(stopsAway);
  return late >= MINUTE / SECOND
    ? { title, detail: `${words.late(formatSpan(late, locale))} ${where}`.trim(), tone: 'late' }
    : { title, detail: where, tone: 'calm' };
}
