/**
 * Somebody in the simulation, as a generator: yields the instant at which it wants to go on, and is resumed there. Between
 * two yields it may call the API as often as it likes; for the simulation that takes no time.
 */
export type Actor = AsyncGenerator<Date, void, void>;

/** A clock that an agenda can move, or wait for. */
export interface AgendaClock {
  now(): Date;
  /** Moves the clock on to an instant; one that has passed changes nothing. */
  set(instant: Date): void;
  /** Its milliseconds in a real one while it runs. */
  readonly speed: number;
}

interface Entry {
  readonly at: number;
  /** Order of two entries of one instant: as they were made. */
  readonly sequence: number;
  readonly name: string;
  readonly actor: Actor;
}

export interface AgendaOptions {
  readonly clock: AgendaClock;
  /** Hears of an actor that failed; it is gone then, the others go on. */
  readonly onError: (name: string, error: unknown) => void;
  /** `run` leaves out pauses longer than this many simulated milliseconds. Default never. */
  readonly skipLongerThan?: number;
}

/** Longest real pause between two looks at the clock, in milliseconds: its speed may change. */
const LONGEST_PAUSE = 100;
/** What is left of a pause that is left out, in simulated milliseconds. */
const LEFT_OF_PAUSE = 60_000;
/** Actors that may be busy at once when time runs by itself. */
const MAX_BUSY = 8;

/** What is to happen when, in simulated time. No timer is behind it: it is stepped as fast as it goes, or follows a running clock. */
export class Agenda {
  readonly #clock: AgendaClock;
  readonly #options: AgendaOptions;
  /** Latest first, so that the next one is popped. */
  readonly #entries: Entry[] = [];
  readonly #busy = new Set<Promise<void>>();
  #sequence = 0;
  #isStopping = false;

  constructor(options: AgendaOptions) {
    this.#clock = options.clock;
    this.#options = options;
  }

  /** Lets an actor begin at an instant, or at once when that has passed. */
  spawn(name: string, at: Date, actor: Actor): void {
    this.#insert({ at: at.getTime(), sequence: this.#sequence++, name, actor });
  }

  /** When something happens next; undefined when nothing will. */
  get next(): Date | undefined {
    const entry = this.#entries.at(-1);
    return entry && new Date(entry.at);
  }

  /** Steps the clock from entry to entry, one after the other, until `isEnough` says so or nothing is left. */
  async step(isEnough: (next: Date) => boolean): Promise<void> {
    for (let entry = this.#entries.at(-1); entry && !this.#isStopping && !isEnough(new Date(entry.at)); entry = this.#entries.at(-1)) {
      this.#entries.pop();
      this.#clock.set(new Date(entry.at));
      await this.#resume(entry);
    }
  }

  /** Follows a clock that runs by itself until `stop`. Actors are busy side by side, each with one thing at a time. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      const entry = this.#entries.at(-1);
      const wait = entry ? (entry.at - this.#clock.now().getTime()) / this.#clock.speed : LONGEST_PAUSE;
      if (entry && wait <= 0 && this.#busy.size < MAX_BUSY) {
        this.#entries.pop();
        const work = this.#resume(entry).finally(() => this.#busy.delete(work));
        this.#busy.add(work);
      } else if (wait <= 0) await Promise.race(this.#busy);
      else {
        if (entry) this.#skipPause(entry);
        await pause(Math.min(LONGEST_PAUSE, wait));
      }
    }
    await Promise.all(this.#busy);
  }

  /** Nothing happens for hours and nobody is busy: go on to shortly before the next thing does. */
  #skipPause(entry: Entry): void {
    const { skipLongerThan = Infinity } = this.#options;
    const isDull = this.#busy.size === 0 && entry.at - this.#clock.now().getTime() > skipLongerThan;
    if (isDull) this.#clock.set(new Date(entry.at - LEFT_OF_PAUSE));
  }

  /** Resumes nobody any more. `run` and `step` end once the busy ones are at their next pause. */
  stop(): void {
    this.#isStopping = true;
  }

  async #resume(entry: Entry): Promise<void> {
    try {
      const { done, value } = await entry.actor.next();
      if (!done) this.#insert({ ...entry, at: Math.max(entry.at, value.getTime()), sequence: this.#sequence++ });
    } catch (error) {
      this.#options.onError(entry.name, error);
    }
  }

  #insert(entry: Entry): void {
    let low = 0, high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(this.#entries[middle]!, entry)) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
  }
}

function isAfter(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.sequence > b.sequence : a.at > b.at;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
