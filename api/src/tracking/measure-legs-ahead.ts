import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import type { TravelTimes } from '../routes/travel-times.port.ts';
import type { Position } from '../shared/geo.ts';
import { secondsBetween } from '../shared/time.ts';
import type { RouteFacts } from './read-route-facts.ts';

/** Where the vehicle was last known to be. */
export interface LastSeen {
  readonly position: Position;
  readonly at: Date;
}

/** The way to an open stop from where the van is, or from the open stop before. */
export interface LegAhead {
  /** By the travel-times port. */
  readonly seconds: number;
  /** A break that is planned on it. */
  readonly pauseSeconds: number;
}

/** The legs that are ahead, by the travel-times port: the first from where the van was last seen, the others as planned where they were planned. */
export async function measureLegsAhead(travelTimes: TravelTimes, { route, stops, frame }: RouteFacts, ahead: readonly Stop[]): Promise<{ readonly seen: LastSeen; readonly legs: readonly LegAhead[] }> {
  const seen = lastSeen(route, stops, frame.depot);
  const legs: LegAhead[] = [];
  for (const [index, stop] of ahead.entries()) {
    const planned = stops[stops.indexOf(stop) - 1];
    const before = ahead[index - 1];
    if (stop.state === 'ARRIVED') legs.push({ seconds: 0, pauseSeconds: 0 });
    else if (before && before === planned) legs.push({ seconds: stop.driveSeconds, pauseSeconds: plannedPause(planned, stop) });
    else {
      const { seconds } = await travelTimes.oneToMany(before ?? seen.position, [stop], frame.vehicleKind);
      legs.push({ seconds: seconds[0]!, pauseSeconds: 0 });
    }
  }
  return { seen, legs };
}

/** What a plan leaves between two stops beyond driving and waiting for a window is a break. */
function plannedPause(before: Stop, stop: Stop): number {
  const idle = secondsBetween(before.plannedDeparture, stop.plannedArrival) - stop.driveSeconds;
  const isWaiting = stop.plannedArrival.getTime() <= stop.windowStart.getTime();
  return isWaiting ? 0 : Math.max(0, idle);
}

/** The newest of: the last ping, the last door the driver left, the start at the depot. */
function lastSeen(route: Route, stops: readonly Stop[], depot: Position): LastSeen {
  const facts: LastSeen[] = [{ position: depot, at: route.startedAt ?? route.startsAt }];
  for (const stop of stops) if (stop.departedAt) facts.push({ position: stop, at: stop.departedAt });
  if (route.positionAt && route.latitude != null && route.longitude != null) {
    facts.push({ position: { latitude: route.latitude, longitude: route.longitude }, at: route.positionAt });
  }
  return facts.reduce((newest, fact) => (fact.at >= newest.at ? fact : newest));
}
