import { costOf, type BenchDay, type DayCost } from './day.ts';
import { planVisits } from './replan.ts';
import type { SimulatedShopper } from './shoppers.ts';

/** How a day of selling ended. */
export interface DayOutcome extends DayCost {
  readonly accepted: number;
  /** Promises that the routes do not keep, by the checker. */
  readonly broken: number;
}

/** Counters as usual: so many orders a window, whoever comes first; the routes are planned when all is sold. */
export async function sellByCounters(day: BenchDay, shoppers: readonly SimulatedShopper[], cap: number): Promise<DayOutcome> {
  const sold = day.windows.map(() => 0);
  const visits = shoppers.flatMap((shopper) => {
    const window = shopper.wanted.find((wanted) => sold[wanted]! < cap);
    if (window === undefined) return [];
    sold[window]! += 1;
    return [day.visitOf(shopper, window)];
  });
  const routes = await planVisits(day, visits);
  const broken = await day.breachesOf(routes, visits.map((visit) => visit.id));
  return { ...costOf(routes), accepted: visits.length, broken: broken.length };
}
