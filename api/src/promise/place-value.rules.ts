import type { CountedRoutes } from '../routes/promised-count.rules.ts';
import type { RouteCard } from '../routes/route-card.rules.ts';
import type { Span } from './narrow-window.rules.ts';

/**
 * What one more place in a window is worth: the chance that demand still to come fills the window, and somebody who would pay the price is turned
 * away for it (Littlewood 1972, "Forecasting and control of passenger bookings"; as expected marginal seat revenue in Belobaba 1987). With Poisson
 * demand of mean `expectedDemand` and `remainingPlaces` left, that is P(demand ≥ places). It stands in for the value function of delivery slots
 * (Yang, Strauss, Currie and Eglese 2016; Klein et al. 2018), which is solved for all windows at once: windows are taken one by one here, so that
 * shoppers who would take another window instead make it overestimate a little. The courier's `scarcityWeight` corrects for that.
 */
export function scarcityOf({ remainingPlaces, expectedDemand }: { readonly remainingPlaces: number; readonly expectedDemand: number }): number {
  if (remainingPlaces <= 0) return 1;
  if (expectedDemand <= 0) return 0;
  // 1 - P(demand < places), summed from the first term on; e^-mean underflows at means that no window has.
  let term = Math.exp(-expectedDemand);
  let below = term;
  for (let orders = 1; orders < remainingPlaces; orders += 1) {
    term *= expectedDemand / orders;
    below += term;
  }
  return Math.min(1, Math.max(0, 1 - below));
}

type CountedCard = CountedRoutes[number] & Pick<RouteCard, 'takesStops' | 'shiftStart' | 'latestEnd' | 'serviceSeconds' | 'driveSeconds'>;

/** What a usual delivery takes of a route while nothing is planned that tells: driving there, and the time at the door. */
const USUAL_DRIVE_SECONDS = 480;

/**
 * How many more usual deliveries the routes of a day can serve within a window: the time of the routes that take stops within it, without what
 * the deliveries promised within it take, by what a delivery of that day takes on average. Deliveries with wider windows take from each window
 * that they could be served in, in proportion. An estimate for prices; whether a place can be had is proven by insertion.
 */
export function remainingPlaces(routes: readonly CountedCard[], window: Span, serviceSeconds: number): number {
  const open = routes.filter((route) => route.takesStops);
  const time = open.reduce((sum, { shiftStart, latestEnd }) => sum + overlap(window, { from: shiftStart, until: latestEnd }), 0);
  const stopSeconds = meanStopSeconds(open) ?? USUAL_DRIVE_SECONDS + serviceSeconds;
  let taken = 0;
  for (const { count, earliest, latest } of open) {
    for (let at = 0; at < count; at += 1) {
      const span = { from: earliest[at]!, until: latest[at]! + 1 };
      taken += overlap(window, span) / (span.until - span.from);
    }
  }
  return Math.max(0, Math.floor(time / stopSeconds - taken));
}

/** Service and driving of a stop, on average; undefined without stops. */
function meanStopSeconds(routes: readonly CountedCard[]): number | undefined {
  let stops = 0;
  let seconds = 0;
  for (const { count, serviceSeconds, driveSeconds } of routes) {
    if (count === 0) continue;
    stops += count;
    for (const each of serviceSeconds) seconds += each;
    for (const each of driveSeconds) seconds += each;
  }
  return stops === 0 ? undefined : seconds / stops;
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from));
}

/** What was booked for a window of one past day, and when: seconds between the booking and the window's start. */
export interface PastWindow {
  readonly leadSeconds: readonly number[];
}

/**
 * How many more bookings to expect for a window whose start is that far away: what the same window of the weeks before still got from
 * then on, on average (a booking curve, as airlines keep them; Talluri and van Ryzin 2004, chapter 9). Undefined without any past window.
 */
export function expectedDemand(past: readonly PastWindow[], secondsToStart: number): number | undefined {
  if (past.length === 0) return undefined;
  const later = past.reduce((sum, { leadSeconds }) => sum + leadSeconds.filter((lead) => lead < secondsToStart).length, 0);
  return later / past.length;
}
