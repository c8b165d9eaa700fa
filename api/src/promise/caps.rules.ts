import { countPromised, countPromisedInside, countPromisedWithin, type CountedArea, type CountedRoutes } from '../routes/promised-count.rules.ts';
import type { Span } from './narrow-window.rules.ts';

/** The hard caps that a courier set for an address, beside what its vans can do. Null: none. */
export interface DayCaps {
  readonly depotMost: number | null;
  /** The territory the address lies in, with its cap. */
  readonly territory: (CountedArea & { readonly name: string; readonly most: number | null }) | null;
}

/** Why a day takes nothing more there, for people; undefined when no cap is reached. */
export function findReachedDayCap(routes: CountedRoutes, { depotMost, territory }: DayCaps): string | undefined {
  if (depotMost !== null && countPromised(routes) >= depotMost) {
    return `The depot takes ${depotMost} deliveries a day, and that many are promised. Choose another day.`;
  }
  if (territory && territory.most !== null && countPromisedInside(routes, territory) >= territory.most) {
    return `"${territory.name}" gets ${territory.most} deliveries a day, and that many are promised. Choose another day.`;
  }
  return undefined;
}

/** Why a window of a service level takes nothing more, for people; undefined when its cap is not reached, or it has none. */
export function findReachedWindowCap(routes: CountedRoutes, window: Span, most: number | null | undefined): string | undefined {
  if (most == null || countPromisedWithin(routes, window) < most) return undefined;
  return `This window takes ${most} deliveries, and that many are promised. Choose another window.`;
}
