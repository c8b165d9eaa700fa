import { createIds, createRandom } from './random.ts';
import type { DeliveryRecord, EventRecord, HoldRecord, Place, QuoteRecord, ServiceLevelRecord } from './records.ts';
import type { Settings } from './settings.ts';
import { SECOND } from './time.ts';

/** Everything a fake knows; what happens in it is in the files beside this one. */
export interface World {
  readonly settings: Settings;
  readonly random: () => number;
  readonly newId: (prefix: string) => string;
  now: number;
  readonly serviceLevels: readonly ServiceLevelRecord[];
  readonly quotes: Map<string, QuoteRecord>;
  readonly holds: Map<string, HoldRecord>;
  readonly deliveries: Map<string, DeliveryRecord>;
  /** Delivery ids by the token of their link. */
  readonly links: Map<string, string>;
  readonly feed: EventRecord[];
  /** Events up to this place are no longer kept. */
  forgottenUpTo: number;
  /** Windows in which somebody else has taken what was left, by their key. */
  readonly soldOut: Set<string>;
  /** Told after each change. */
  readonly listeners: Set<() => void>;
}

/** An empty world with two service levels, as a courier in a city has them. */
export function createWorld(settings: Settings): World {
  const random = createRandom(settings.seed);
  const newId = createIds(random);
  return {
    settings,
    random,
    newId,
    now: settings.now,
    serviceLevels: [
      {
        id: newId('svl'), code: 'two-hours', name: 'Two-hour window', kind: 'SCHEDULED', priceMinor: 590, leadSeconds: 3600,
        windows: ['08', '10', '12', '14', '16', '18'].map((hour) => ({ start: `${hour}:00`, end: `${Number(hour) + 2}:00` })),
      },
    ],
    quotes: new Map(),
    holds: new Map(),
    deliveries: new Map(),
    links: new Map(),
    feed: [],
    forgottenUpTo: 0,
    soldOut: new Set(),
    listeners: new Set(),
  };
}

/** Writes an event and tells whoever listens. */
export function tell(world: World, type: string, { deliveryId = null, data = {} }: { deliveryId?: string | null; data?: Record<string, unknown> } = {}): void {
  world.feed.push({ id: world.newId('evt'), position: world.feed.length + 1, type, at: world.now, deliveryId, data });
  notify(world);
}

/** Tells whoever listens that something may be other than before. */
export function notify(world: World): void {
  for (const listener of [...world.listeners]) listener();
}

/** Lets time pass: holds that have run out give their places back. */
export function passTime(world: World, milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError(`Time only goes forward; got ${milliseconds} ms.`);
  const end = world.now + milliseconds;
  const due = [...world.holds.values()].filter(({ state, expiresAt }) => state === 'HELD' && expiresAt <= end).sort((a, b) => a.expiresAt - b.expiresAt);
  for (const hold of due) {
    world.now = hold.expiresAt;
    hold.state = 'EXPIRED';
    tell(world, 'hold.expired', { data: { holdId: hold.id } });
  }
  world.now = end;
  notify(world);
}

/** Names a window of a service level. */
export function windowKey({ start, serviceLevel }: Pick<Place, 'start' | 'serviceLevel'>): string {
  return `${serviceLevel.code} ${start}`;
}

/** How many places of a window are taken by holds and deliveries. */
export function takenIn(world: World, place: Place, except?: string): number {
  const key = windowKey(place);
  const held = [...world.holds.values()].filter((hold) => hold.state === 'HELD' && hold.id !== except && windowKey(hold.place) === key);
  const ordered = [...world.deliveries.values()].filter((delivery) => delivery.state !== 'CANCELED' && windowKey(delivery.place) === key);
  return held.length + ordered.length;
}

/** Milliseconds a hold lasts. */
export function holdLife({ settings }: World): number {
  return settings.holdSeconds * SECOND;
}
