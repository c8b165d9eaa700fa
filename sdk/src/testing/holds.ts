import { isRefusal, refusal, type HoldRecord, type Refusal } from './records.ts';
import { iso } from './time.ts';
import { readFreeOption } from './windows.ts';
import { holdLife, tell, type World } from './world.ts';

const MOST_EXTENSIONS = 2;
const LONGEST_LIVES = 3;
const MOST_OF_A_QUOTE = 3;

interface Choice {
  readonly quote: string;
  readonly optionId: string;
}

/** Takes a window for a while. */
export function takeHold(world: World, choice: Choice): HoldRecord | Refusal {
  const free = readFreeOption(world, choice);
  if (isRefusal(free)) return free;
  const { quote, place } = free;
  const ofQuote = [...world.holds.values()].filter((hold) => hold.state === 'HELD' && hold.address === quote.address);
  if (ofQuote.length >= MOST_OF_A_QUOTE) {
    return refusal('TOO_MANY_HOLDS', null, `This quote holds ${MOST_OF_A_QUOTE} places, which is the most at one time. Confirm or release one, or wait until one expires.`);
  }
  const hold: HoldRecord = {
    id: world.newId('hld'), createdAt: world.now, expiresAt: world.now + holdLife(world), extensions: 0, state: 'HELD', orderId: null,
    place, address: quote.address, basket: quote.basket,
  };
  world.holds.set(hold.id, hold);
  tell(world, 'hold.held', { data: { holdId: hold.id, windowStart: iso(place.start), windowEnd: iso(place.end), expiresAt: iso(hold.expiresAt) } });
  return hold;
}

/** How often a hold may still be extended. */
export function extensionsLeft({ state, extensions }: HoldRecord): number {
  return state === 'HELD' ? Math.max(0, MOST_EXTENSIONS - extensions) : 0;
}

/** Keeps a hold for its life again. */
export function extendHold(world: World, holdId: string): HoldRecord | Refusal {
  const hold = findHeld(world, holdId);
  if (isRefusal(hold)) return hold;
  const until = Math.min(world.now + holdLife(world), hold.createdAt + LONGEST_LIVES * holdLife(world));
  if (extensionsLeft(hold) === 0 || until <= hold.expiresAt) {
    return refusal('NOT_EXTENDABLE', ['holdId'], `This hold was extended as often and as long as it can be; it ends at ${iso(hold.expiresAt)}. Confirm it by then.`);
  }
  hold.expiresAt = until;
  hold.extensions += 1;
  tell(world, 'hold.extended', { data: { holdId, expiresAt: iso(until) } });
  return hold;
}

/** Moves a hold to another window; it has the new place afterwards, or still the old one. */
export function changeHold(world: World, holdId: string, choice: Choice): HoldRecord | Refusal {
  const known = world.holds.get(holdId);
  if (!known) return notThere(holdId);
  const free = readFreeOption(world, choice, { holdId });
  if (isRefusal(free) && free.code !== 'WINDOW_GONE') return free;
  const hold = findHeld(world, holdId);
  if (isRefusal(hold)) return hold;
  if (isRefusal(free)) return free;
  const { quote, place } = free;
  const before = { windowStart: iso(hold.place.start), windowEnd: iso(hold.place.end) };
  Object.assign(hold, { place, address: quote.address, basket: quote.basket });
  tell(world, 'hold.changed', { data: { holdId, windowStart: iso(place.start), windowEnd: iso(place.end), expiresAt: iso(hold.expiresAt), before } });
  return hold;
}

/** Gives a window back. */
export function releaseHold(world: World, holdId: string): HoldRecord | Refusal {
  const hold = findHeld(world, holdId);
  if (isRefusal(hold)) return hold;
  hold.state = 'RELEASED';
  tell(world, 'hold.released', { data: { holdId } });
  return hold;
}

/** A hold that still holds; or why it doesn't. */
export function findHeld(world: World, holdId: string): HoldRecord | Refusal {
  const hold = world.holds.get(holdId);
  if (!hold) return notThere(holdId);
  if (hold.state === 'HELD') return hold;
  if (hold.state === 'EXPIRED') return refusal('HOLD_EXPIRED', ['holdId'], `This hold expired at ${iso(hold.expiresAt)}. Hold a window again.`);
  return refusal('HOLD_NOT_HELD', ['holdId'], `This hold was ${hold.state.toLowerCase()} already. Hold a window again.`);
}

function notThere(holdId: string): Refusal {
  return refusal('NOT_FOUND', ['holdId'], `There is no hold ${holdId}.`);
}
