import type { OpenRoute, PlanPicture } from '../routes/plan-picture.rules.ts';

/** A stop's time where a day has none to learn from: four minutes at the door and six of driving. */
const USUAL_STOP_SECONDS = 600;

/** Open stops of a plan, by what they are for. */
export function bookedAndHeld({ routes }: PlanPicture): { readonly booked: number; readonly held: number } {
  const visits = routes.flatMap((route) => route.visits);
  const held = visits.filter(({ holdId }) => holdId !== null).length;
  return { booked: visits.length - held, held };
}

/** Time that the vans which still take stops have from now on, and what of it nothing is planned for, in seconds. */
export function spareTimeOf(routes: readonly OpenRoute[]): { readonly vanSeconds: number; readonly spareVanSeconds: number } {
  let [vanSeconds, spareVanSeconds] = [0, 0];
  for (const { ready } of routes) {
    const all = Math.max(0, ready.latestEnd - ready.earliestStart);
    vanSeconds += all;
    spareVanSeconds += Math.max(0, all - busySeconds(ready));
  }
  return { vanSeconds, spareVanSeconds };
}

/** Bookings of the last hour, and of several. */
export interface RecentBookings {
  readonly lastHour: number;
  readonly lastHours: number;
}

/** What the next hour would need if it were as the last ones were. */
export interface DemandData {
  readonly bookedLastHour: number;
  /** Bookings expected in the next hour. */
  readonly expected: number;
  /** Van time they would take, in seconds. */
  readonly neededVanSeconds: number;
  readonly isEnough: boolean;
}

/** The next hour, at the mean rate of some hours; a stop takes what the stops of that day take on average. */
export function demandOfNextHour({ lastHour, lastHours }: RecentBookings, { hours, routes, spareSeconds }: { readonly hours: number; readonly routes: readonly OpenRoute[]; readonly spareSeconds: number }): DemandData {
  const expected = Math.ceil(lastHours / hours);
  const stops = routes.reduce((sum, { ready }) => sum + ready.visits.length, 0);
  const busy = routes.reduce((sum, { ready }) => sum + busySeconds(ready), 0);
  const neededVanSeconds = Math.ceil(expected * (stops === 0 ? USUAL_STOP_SECONDS : busy / stops));
  return { bookedLastHour: lastHour, expected, neededVanSeconds, isEnough: neededVanSeconds <= spareSeconds };
}

function busySeconds({ visits, driveSeconds }: OpenRoute['ready']): number {
  const driving = visits.length === 0 ? 0 : Array.from(driveSeconds).reduce((sum, leg) => sum + leg, 0);
  return driving + visits.reduce((sum, visit) => sum + visit.serviceSeconds, 0);
}
