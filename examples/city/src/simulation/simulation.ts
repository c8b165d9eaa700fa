import { addDays, instantOf, localDate, MINUTE } from '@doorstep/api';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import { Agenda, type Actor, type AgendaClock } from './agenda.ts';
import { fillShifts, resumeRoutes, scheduleDispatch } from './dispatcher.ts';
import { scheduleShoppers } from './shoppers.ts';
import { Tally } from './tally.ts';
import { Trouble } from './trouble.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** When the first shoppers of a new demo come, in local time. */
export const FIRST_SHOPPERS = '12:30';
const MORNING = '03:00';
const EVENING = '22:30';
/** A pause that is longer than this is left out: nights. */
const DULL_PAUSE = 20 * MINUTE;

export interface SimulationOptions extends Omit<WorldOptions, 'agenda' | 'tally' | 'trouble'> {
  /** The last local date on which something happens; default none. */
  readonly lastDate?: string;
}

/** The city at work: everybody who orders, plans, drives and receives, day after day, through the public API. */
export class Simulation {
  readonly world: World;
  readonly #agenda: Agenda;
  readonly #lastDate: string | undefined;

  constructor({ lastDate, ...options }: SimulationOptions) {
    const trouble = new Trouble(options.say);
    this.#agenda = new Agenda({ clock: options.clock, onError: (name, error) => trouble.note(name, error), skipLongerThan: DULL_PAUSE });
    this.#lastDate = lastDate;
    this.world = createWorld({ ...options, agenda: this.#agenda, tally: new Tally(), trouble });
  }

  get clock(): AgendaClock {
    return this.world.clock;
  }

  /** Local date of the simulated now. */
  get today(): string {
    return localDate(this.clock.now(), TIME_ZONE);
  }

  /** A new courier begins: shifts, and the shoppers of what is left of today. */
  async begin(): Promise<void> {
    await fillShifts(this.world, this.today);
    scheduleShoppers(this.world, this.today);
    this.#scheduleDay(addDays(this.today, 1));
  }

  /** Takes up the day where it was left: routes go on where they are, shoppers who have not come yet come. */
  async resume(): Promise<void> {
    await fillShifts(this.world, this.today);
    await resumeRoutes(this.world, this.today);
    scheduleDispatch(this.world, this.today);
    scheduleShoppers(this.world, this.today);
    this.#scheduleDay(addDays(this.today, 1));
  }

  /** Goes through time as fast as it goes, until an instant or until `isEnough`. */
  async stepUntil(end: Date, isEnough: () => boolean = () => false): Promise<void> {
    await this.#agenda.step((next) => next >= end || isEnough());
    if (!isEnough()) this.clock.set(end);
  }

  /** Goes through everything that is left, as fast as it goes. */
  stepToEnd(): Promise<void> {
    return this.#agenda.step(() => false);
  }

  /** Follows the clock, which runs by itself, until `stop`. */
  run(): Promise<void> {
    return this.#agenda.run();
  }

  /** Nobody begins anything new; `run` and the steps end soon after. */
  stop(): void {
    this.#agenda.stop();
  }

  #scheduleDay(date: string): void {
    if (this.#lastDate !== undefined && date > this.#lastDate) return;
    this.#agenda.spawn('day', instantOf(date, MORNING, TIME_ZONE), this.#day(date));
  }

  async *#day(date: string): Actor {
    await fillShifts(this.world, date);
    scheduleDispatch(this.world, date);
    if (date !== this.#lastDate) scheduleShoppers(this.world, date);
    yield instantOf(date, EVENING, TIME_ZONE);
    const { delivered, failed, ordered } = this.world.tally.counts;
    this.world.say(`  ${date} is over: so far ${ordered} ordered, ${delivered} delivered, ${failed} failed attempts.`);
    this.#scheduleDay(addDays(date, 1));
  }
}
