import { GreatCircleTravelTimes } from '../../../src/adapters/travel-times/great-circle.ts';
import type { Report } from '../report.ts';
import type { Town } from '../town.ts';
import { sellByCounters, type DayOutcome } from './counters.ts';
import { BenchDay } from './day.ts';
import { sellProven } from './proven.ts';
import { makeShoppers } from './shoppers.ts';

export interface ComparisonOptions {
  readonly town: Town;
  readonly shoppers: number;
  readonly vans: number;
  readonly seed: number;
}

/** Caps to try, as parts of an even share of all shoppers over the six windows; the last one is none. */
const CAPS = [0.6, 0.75, 0.9, 1.05, 1.2, 1.5, 6];
const PLANS_A_DAY = 3;

/**
 * One day of demand, sold twice in this process, without HTTP and database: by counters, and window by window proven on the plan with the same
 * scan that quotes use. Both have the same shoppers in the same order, the same vans, and in the end the same optimizer with as many steps an order.
 * For the counters the best cap is chosen in hindsight, which nobody who sells can: the one that accepts most of those that break no promise.
 */
export async function compareSelling(report: Report, { town, shoppers: count, vans, seed }: ComparisonOptions): Promise<void> {
  const day = new BenchDay(town, new GreatCircleTravelTimes(), vans);
  const shoppers = makeShoppers(town, count, seed);
  report.title(`One day, ${count} shoppers, ${vans} vans: counters and proven windows`);
  const byCounters: DayOutcome[] = [];
  for (const part of CAPS) {
    const cap = Math.round((part * count) / day.windows.length);
    const outcome = await sellByCounters(day, shoppers, cap);
    byCounters.push(outcome);
    show(report, `counters, ${cap} a window`, outcome);
    // More orders would only break more.
    if (outcome.broken > 0) break;
  }
  const kept = byCounters.filter(({ broken }) => broken === 0);
  const best = (kept.length > 0 ? kept : byCounters).reduce((most, each) => (each.accepted > most.accepted ? each : most));
  const ordersBetweenPlans = Math.ceil(count / PLANS_A_DAY);
  const plain = await sellProven(day, shoppers, { isPriced: false, ordersBetweenPlans });
  show(report, 'proven, one price', plain);
  const priced = await sellProven(day, shoppers, { isPriced: true, ordersBetweenPlans });
  show(report, 'proven, priced by insertion', priced);
  for (const [name, outcome] of [['one price', plain], ['priced by insertion', priced]] as const) {
    report.add(`orders, proven (${name}) to best counters`, percent(outcome.accepted, best.accepted), '%', 'aim: more');
    report.add(`cost a stop, proven (${name}) to best counters`, percent(costAStop(outcome), costAStop(best)), '%', 'aim: at least 10 less');
  }
}

function show(report: Report, name: string, outcome: DayOutcome): void {
  report.add(`${name}: orders accepted`, outcome.accepted, 'orders');
  report.add(`${name}: promises broken`, outcome.broken, 'promises', 'by the checker');
  report.add(`${name}: kilometers a stop`, outcome.kilometers / outcome.stops, 'km');
  report.add(`${name}: cost a stop`, costAStop(outcome) / 100, 'USD', 'driving, by the default cost model');
}

function costAStop({ costMinor, stops }: DayOutcome): number {
  return costMinor / stops;
}

function percent(value: number, base: number): number {
  return 100 * (value / base - 1);
}
