import { findClosure, type ClosedDays } from '../network/closure.rules.ts';
import { findTerritory } from '../network/find-territory.rules.ts';
import type { CountedRoutes } from '../routes/promised-count.rules.ts';
import type { Polygon, Position } from '../shared/geo.ts';
import { findReachedDayCap } from './caps.rules.ts';
import type { Refusal } from './make-offers.rules.ts';

/** What of the network says whether a day is sold at a place. */
export interface SoldNetwork {
  readonly closures: readonly ClosedDays[];
  readonly territories: readonly { readonly id: string; readonly depotId: string; readonly name: string; readonly area: Polygon; readonly maxDeliveriesPerDay?: number | null }[];
}

/** A depot with its cap. */
export interface CappedDepot {
  readonly id: string;
  readonly maxDeliveriesPerDay?: number | null;
}

/**
 * What forbids to sell a day at a place, whatever the vans could do: a closure or a reached cap of the depot, or of the territory that the place
 * lies in. The territory is looked up once, for all days.
 * @returns a function of a local date and what is promised on it; null: it is on sale
 */
export function dayRefusals({ closures, territories }: SoldNetwork, depot: CappedDepot, place: Position): (date: string, routes: CountedRoutes) => Refusal | null {
  const territory = findTerritory(territories.filter(({ depotId }) => depotId === depot.id), place);
  const caps = { depotMost: depot.maxDeliveriesPerDay ?? null, territory: territory ? { ...territory, most: territory.maxDeliveriesPerDay ?? null } : null };
  return (date, routes) => {
    const closure = findClosure(closures, { depotId: depot.id, territoryId: territory?.id ?? null, date });
    if (closure) return { reason: 'CLOSED', message: `We do not deliver on that day: ${closure.reason}.` };
    const cap = findReachedDayCap(routes, caps);
    return cap ? { reason: 'FULL', message: cap } : null;
  };
}
