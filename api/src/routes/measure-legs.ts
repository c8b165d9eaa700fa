import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { Position } from '../shared/geo.ts';
import type { JobLegs } from './insertion.rules.ts';
import type { OpenRoute } from './plan-picture.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

/**
 * Legs between one place and every place of the routes: one row and one column of the matrix for each kind of vehicle,
 * whatever the number of routes and days.
 * @returns what `cheapestPlace` asks for a route
 */
export async function measureLegs(travelTimes: TravelTimes, depot: Position, routes: readonly OpenRoute[], place: Position): Promise<(route: OpenRoute) => JobLegs> {
  const legs = new Map<OpenRoute, JobLegs>();
  for (const [vehicleKind, ofKind] of Map.groupBy(routes, (route): VehicleKind => route.picture.vehicleKind)) {
    const places: Position[] = [];
    const offsets = ofKind.map((route) => {
      const offset = places.length;
      places.push(depot, ...route.picture.visits.map((visit) => visit.position));
      return offset;
    });
    const [toJob, fromJob] = await Promise.all([
      travelTimes.manyToOne(places, place, vehicleKind),
      travelTimes.oneToMany(place, places, vehicleKind),
    ]);
    ofKind.forEach((route, index) =>
      legs.set(route, {
        offset: offsets[index]!,
        toJobSeconds: toJob.seconds, toJobMeters: toJob.meters,
        fromJobSeconds: fromJob.seconds, fromJobMeters: fromJob.meters,
      }),
    );
  }
  return (route) => {
    const known = legs.get(route);
    if (!known) throw new Error(`Legs of route ${route.picture.id ?? route.picture.shiftId} were not measured: pass it to measureLegs.`);
    return known;
  };
}
