import { formatTime } from '../../internal/format.ts';
import type { DeliveryTracking } from '../../internal/types.ts';
import type { visit } from '../../translations/en/visit.ts';
import { dayOf, type Headline } from '../headline.ts';

/** What became of a delivery that is at the door or over; undefined while it is still to come. */
export function visitHeadline(tracking: DeliveryTracking, now: number, words: typeof visit, locale: string): Headline | undefined {
  const { state, proof, failureReason } = tracking;
  switch (state) {
    case 'ARRIVED':
      return { title: words.atTheDoor, detail: '', tone: 'good' };
    case 'DELIVERED': {
      const at = proof?.at ?? tracking.steps.find((step) => step.state === state)?.at ?? tracking.asOf;
      const place = words.places[proof?.place as keyof typeof words.places];
      const title = words.deliveredAt(dayOf(at, tracking, now, locale), formatTime(at, tracking.window.timeZone, locale));
      return { title, detail: place ?? '', tone: 'good' };
    }
    case 'ATTEMPT_FAILED':
      return { title: words.missedYou, detail: words.failures[(failureReason ?? 'OTHER') as keyof typeof words.failures] ?? '', tone: 'bad' };
    case 'RETURNING':
    case 'RETURNED':
    case 'CANCELED':
      return { title: words.ended[state as keyof typeof words.ended], detail: '', tone: 'bad' };
    default:
      return undefined;
  }
}
