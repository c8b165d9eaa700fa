import { isInside } from '../network/find-territory.rules.ts';
import type { Polygon } from '../shared/geo.ts';
import type { RouteCard } from './route-card.rules.ts';

/** Routes of a day, of any state, as far as their stops are counted: deliveries and live holds. */
export type CountedRoutes = readonly Pick<RouteCard, 'count' | 'earliest' | 'latest' | 'latitudes' | 'longitudes'>[];

/** An area whose deliveries are counted. */
export interface CountedArea {
  readonly id: string;
  readonly area: Polygon;
}

/** Many quotes ask a route for the same areas; a route that changes has another card. */
const COUNTS_OF_AREAS = new WeakMap<CountedRoutes[number], Map<string, number>>();

/** All that is promised on a day. */
export function countPromised(routes: CountedRoutes): number {
  return routes.reduce((sum, { count }) => sum + count, 0);
}

/** What is promised within a span, whatever it was sold as: narrower promises inside it count, wider ones do not. Epoch seconds, the end not included. */
export function countPromisedWithin(routes: CountedRoutes, { from, until }: { readonly from: number; readonly until: number }): number {
  let within = 0;
  for (const { count, earliest, latest } of routes) {
    for (let at = 0; at < count; at += 1) if (earliest[at]! >= from && latest[at]! < until) within += 1;
  }
  return within;
}

/** What is promised in an area, its border included. */
export function countPromisedInside(routes: CountedRoutes, area: CountedArea): number {
  return routes.reduce((sum, route) => sum + countInside(route, area), 0);
}

function countInside(route: CountedRoutes[number], { id, area }: CountedArea): number {
  const counts = COUNTS_OF_AREAS.get(route) ?? new Map<string, number>();
  COUNTS_OF_AREAS.set(route, counts);
  let inside = counts.get(id);
  if (inside === undefined) {
    inside = 0;
    // The first place is the depot.
    for (let at = 1; at <= route.count; at += 1) if (isInside(area, { latitude: route.latitudes[at]!, longitude: route.longitudes[at]! })) inside += 1;
    counts.set(id, inside);
  }
  return inside;
}
