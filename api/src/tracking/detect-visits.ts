import { findVisits, type Visit } from '../dispatch/find-driver-route.ts';
import { markArrived, withdrawArrival } from '../dispatch/mark-arrival.ts';
import { markDeparted } from '../dispatch/mark-departure.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { MINUTE } from '../shared/time.ts';
import { doorKeyOf, trueDoor } from './door.rules.ts';
import { stopsAhead } from './forecast-route.ts';
import { crossFences, type Crossing, type Door, type Sample } from './geofence.rules.ts';
import { readExperience } from './read-experience.ts';
import type { RouteWatch } from './route-watch.entity.ts';

/** A detected arrival that the van left sooner, and of which the driver said nothing, was none: a red light, a street to turn round. */
const PASSING = 2 * MINUTE;
/** Doors that are watched beside the one the van is at: the next few, as drivers swap neighbors. */
const WATCHED_DOORS = 3;

/** Lets the fences around the doors see new positions: arrivals and departures that they show are written as DETECTED. True when there were some. */
export async function detectVisits(tx: Transaction, route: Route, watch: RouteWatch, samples: readonly Sample[]): Promise<boolean> {
  const visits = await findVisits(tx.em, route.id);
  const there = thereOf(visits.map(({ stop }) => stop));
  const open = stopsAhead(visits.map(({ stop }) => stop)).filter((stop) => stop.state === 'PLANNED').slice(0, WATCHED_DOORS);
  const experience = await readExperience(tx.em, tx.organizationId, { DOOR: [...(there ? [there] : []), ...open].map(doorKeyOf) });
  const doorOf = (stop: Stop, state: Door['state']): Door => ({ stopId: stop.id, position: trueDoor(stop, experience.of('DOOR')(doorKeyOf(stop))), state });
  const { state, crossings } = crossFences(watch.fence, samples, [...(there ? [doorOf(there, there.state === 'ARRIVED' ? 'THERE' : 'SERVED')] : []), ...open.map((stop) => doorOf(stop, 'OPEN'))]);
  watch.fence = state;
  for (const crossing of crossings) apply(tx, route, visits, crossing);
  return crossings.length > 0;
}

/** The door the van is at: arrived and not left, or served and not yet seen leaving. */
function thereOf(stops: readonly Stop[]): Stop | undefined {
  const running = stops.find((stop) => stop.state === 'ARRIVED' && !stop.departedAt);
  const [newest] = stops.filter((stop) => stop.departedAt).toSorted((a, b) => b.departedAt!.getTime() - a.departedAt!.getTime());
  return running ?? (newest?.departedBy ? undefined : newest);
}

function apply(tx: Transaction, route: Route, visits: readonly Visit[], { kind, stopId, at }: Crossing): void {
  const visit = visits.find(({ stop }) => stop.id === stopId);
  if (!visit) return;
  const { stop } = visit;
  if (kind === 'ARRIVED') {
    if (stop.state === 'PLANNED') markArrived(tx, { route, visits, visit, at, position: null, how: 'DETECTED' });
    return;
  }
  const isPassing = stop.state === 'ARRIVED' && stop.arrivedBy === 'DETECTED' && stop.arrivedAt && at.getTime() - stop.arrivedAt.getTime() < PASSING;
  if (isPassing) withdrawArrival(tx, route, visit);
  else markDeparted(tx, { route, visit, at, how: 'DETECTED' });
}
