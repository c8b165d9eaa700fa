import { dayCard } from '../../../src/routes/day-card.rules.ts';
import type { RoutePicture } from '../../../src/routes/plan-picture.rules.ts';
import { cardOf, type RouteCard } from '../../../src/routes/route-card.rules.ts';
import { scanDays } from '../../../src/routes/scan-days.ts';
import type { ScannedPlace } from '../../../src/routes/plan-scan.rules.ts';
import type { DayOutcome } from './counters.ts';
import { costModel, costOf, type BenchDay } from './day.ts';
import { planVisits } from './replan.ts';
import type { SimulatedShopper } from './shoppers.ts';

export interface ProvenOptions {
  /** Whether a window costs what its insertion costs, so that shoppers who do not mind move to where a van comes anyway. */
  readonly isPriced: boolean;
  /** The plan is made better after so many orders, as the server does in the quiet, and at the end. */
  readonly ordersBetweenPlans: number;
}

/** Proven windows: one is open when an insertion into the plan as it is keeps every promise made. */
export async function sellProven(day: BenchDay, shoppers: readonly SimulatedShopper[], { isPriced, ordersBetweenPlans }: ProvenOptions): Promise<DayOutcome> {
  const plan = new SoldDay(day);
  let accepted = 0;
  for (const shopper of shoppers) {
    if (!(await plan.offerTo(shopper, isPriced))) continue;
    accepted += 1;
    if (accepted % ordersBetweenPlans === 0) await plan.improve();
  }
  await plan.improve();
  const broken = await day.breachesOf(plan.routes, plan.routes.flatMap((route) => route.visits.map((visit) => visit.id)));
  return { ...costOf(plan.routes), accepted, broken: broken.length };
}

/** The plan of a day while its windows are sold. */
class SoldDay {
  readonly #day: BenchDay;
  #routes: RoutePicture[];
  #cards: RouteCard[];

  constructor(day: BenchDay) {
    this.#day = day;
    this.#routes = day.emptyRoutes();
    this.#cards = this.#routes.map((route) => cardOf(route, day.town.depot));
  }

  get routes(): readonly RoutePicture[] {
    return this.#routes;
  }

  async offerTo(shopper: SimulatedShopper, isPriced: boolean): Promise<boolean> {
    const { town, travelTimes, date } = this.#day;
    const [scan] = await scanDays({ days: [dayCard(date, 1, this.#cards)], place: shopper.position, now: 0, costModel, travelTimes });
    let best: { window: number; place: ScannedPlace; burden: number } | undefined;
    for (const [rank, window] of shopper.wanted.entries()) {
      const answer = scan!.find(this.#day.jobIn(window));
      if ('reason' in answer) continue;
      const burden = isPriced ? rank * shopper.stepMinor + answer.place.costMinor : rank;
      if (!best || burden < best.burden) best = { window, place: answer.place, burden };
    }
    if (!best) return false;
    const { place, window } = best;
    const at = this.#routes.findIndex((route) => route.shiftId === place.shiftId);
    const route = this.#routes[at]!;
    this.#routes[at] = await this.#day.withVisits(route, route.visits.toSpliced(place.position, 0, this.#day.visitOf(shopper, window)));
    this.#cards[at] = cardOf(this.#routes[at]!, town.depot);
    return true;
  }

  /** Takes the optimizer's routes when they keep every promise and cost less. */
  async improve(): Promise<void> {
    const visits = this.#routes.flatMap((route) => route.visits);
    const routes = await planVisits(this.#day, visits);
    const [before, after] = [costOf(this.#routes), costOf(routes)];
    if (after.stops < before.stops || after.costMinor >= before.costMinor) return;
    this.#routes = routes;
    this.#cards = routes.map((route) => cardOf(route, this.#day.town.depot));
  }
}
