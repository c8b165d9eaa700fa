/** How a fake is set up; everything has a default. */
export interface FakeDoorstepOptions {
  /** Where the fake's API is; nothing listens there. Default `https://api.doorstep.test/graphql`. */
  readonly url?: string | undefined;
  /** The same seed gives the same ids, windows and full windows. Default 1. */
  readonly seed?: number | undefined;
  /** What time it is at the start. Default Monday, 2026-03-02, 08:00 in Oakland. */
  readonly now?: Date | string | undefined;
  /** IANA zone of the depot and of every window. Default `America/Los_Angeles`. */
  readonly timeZone?: string | undefined;
  /** How many can be held or ordered in one window. Default 4. */
  readonly placesPerWindow?: number | undefined;
  /** Share of the windows that are full from the start, 0 to 1. Default 0.2. */
  readonly fullShare?: number | undefined;
  /** How long a hold lasts. Default 600, as on a server. */
  readonly holdSeconds?: number | undefined;
}

/** The same with nothing left open. */
export interface Settings {
  readonly url: string;
  readonly seed: number;
  readonly now: number;
  readonly timeZone: string;
  readonly placesPerWindow: number;
  readonly fullShare: number;
  readonly holdSeconds: number;
}

/** Fills in what was left out. Throws `RangeError` for a time or zone that is none. */
export function settingsOf(options: FakeDoorstepOptions): Settings {
  const now = new Date(options.now ?? '2026-03-02T16:00:00.000Z').getTime();
  if (Number.isNaN(now)) throw new RangeError(`\`now\` must be a time, e.g. 2026-03-02T16:00:00Z; got ${String(options.now)}.`);
  const timeZone = options.timeZone ?? 'America/Los_Angeles';
  // Throws by itself when there is no such zone.
  new Intl.DateTimeFormat('en', { timeZone });
  return {
    url: options.url ?? 'https://api.doorstep.test/graphql',
    seed: options.seed ?? 1,
    now,
    timeZone,
    placesPerWindow: options.placesPerWindow ?? 4,
    fullShare: options.fullShare ?? 0.2,
    holdSeconds: options.holdSeconds ?? 600,
  };
}
