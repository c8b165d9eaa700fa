import { addDays, instantOf, localDate, localTime, MINUTE } from '@doorstep/api';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import { FIRST_SHOPPERS, type Simulation } from '../simulation/simulation.ts';
import type { Console } from './console.ts';
import type { SavedTime } from './data-folder.ts';

/** From this local time on there may be enough to see, and at the latest there is something. */
const ON_THE_ROAD = '08:10';
const LATE_MORNING = '09:05';
const AFTERNOON = '14:30';
const ENOUGH_VEHICLES = 3;

/**
 * The simulated time to begin with: where the demo was stopped, or yesterday at noon.
 * @param saveEvery real milliseconds between two savings: a demo that was killed may have gone on for so long
 */
export function startingTime(saved: SavedTime | undefined, saveEvery: number): Date {
  if (!saved) return instantOf(addDays(localDate(new Date(), TIME_ZONE), -1), FIRST_SHOPPERS, TIME_ZONE);
  return new Date(Date.parse(saved.now) + (saved.isStopped ? 0 : 2 * saveEvery * saved.speed));
}

/** Steps through what must come before vans are on the road: in a new city an afternoon of shopping, a night and a morning. */
export async function getOnTheRoad(simulation: Simulation, terminal: Console, { isNew }: { readonly isNew: boolean }): Promise<void> {
  if (isNew) await terminal.step('shifts for a week', () => simulation.begin());
  else await terminal.step('back where it stopped', () => simulation.resume(), () => whenIs(simulation));
  const { tally } = simulation.world;
  // Those who were on the road when the demo was stopped are so again with their first step.
  await simulation.stepUntil(new Date(simulation.clock.now().getTime() + MINUTE), () => tally.vansOut > 0);
  if (tally.vansOut > 0) return;

  const until = (date: string, time: string, isEnough?: () => boolean) => simulation.stepUntil(instantOf(date, time, TIME_ZONE), isEnough);
  const [today, tomorrow] = isNew || localTime(simulation.clock.now(), TIME_ZONE) >= ON_THE_ROAD ? [simulation.today, addDays(simulation.today, 1)] : [addDays(simulation.today, -1), simulation.today];
  await terminal.step('shoppers order', () => until(today, '23:00'), () => `${tally.counts.ordered} orders, ${tally.counts.refused} found no window`);
  await terminal.step('planning', () => until(tomorrow, '06:01'));
  await terminal.step('loading', () => until(tomorrow, '07:29'));
  await terminal.step(
    'on the road',
    async () => {
      await until(tomorrow, ON_THE_ROAD);
      await until(tomorrow, LATE_MORNING, () => tally.vansOut >= ENOUGH_VEHICLES);
      await until(tomorrow, AFTERNOON, () => tally.vansOut > 0);
    },
    () => `${tally.vansOut} vans and bikes with ${tally.onTheRoad} deliveries, ${whenIs(simulation)}`,
  );
}

function whenIs({ clock, today }: Simulation): string {
  return `it is ${localTime(clock.now(), TIME_ZONE)} on ${today} there`;
}
