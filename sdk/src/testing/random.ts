/** A stream of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number from 0 to below 1 that belongs to a text: the same each time it is asked for (FNV-1a, then mixed). */
export function shareOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return createRandom(hash)();
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids in the form of the API's, e.g. `hld_0000000001…`: later ones sort later. */
export function createIds(random: () => number): (prefix: string) => string {
  let made = 0;
  return (prefix) => {
    made += 1;
    const place = made.toString(32).padStart(10, '0').replace(/[a-v]/g, (digit) => BASE32[parseInt(digit, 32)] ?? '0');
    const rest = Array.from({ length: 16 }, () => BASE32[Math.floor(random() * 32)]).join('');
    return `${prefix}_${place}${rest}`;
  };
}
