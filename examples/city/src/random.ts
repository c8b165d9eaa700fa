/**
 * Seeded pseudo-random numbers: sfc32 (Chris Doty-Humphrey's Small Fast Counter, from PractRand), 128 bits of state,
 * passes PractRand and BigCrush. Not for secrets.
 *
 * A generator is forked by name, not by drawing from its parent: `random.fork('houses')` depends on the seed and on
 * the path of names only. So a new draw in one place never shifts what another place sees.
 */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Uniform integer in [from, to], both ends included. */
  integer(from: number, to: number): number;
  /** True with the given probability in [0, 1]. */
  chance(probability: number): boolean;
  /** Normal deviate (Box-Muller). */
  normal(mean: number, standardDeviation: number): number;
  /** Exponential deviate with the given mean; the gap between two arrivals of a Poisson process. */
  exponential(mean: number): number;
  /** One of the items, all equally likely. Throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, as likely as its weight says. Throws when no weight is positive. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent generator that depends on the seed and the path of names, never on what was drawn before. */
  fork(name: string | number): Random;
}

/** A generator for a seed. Equal seeds give equal sequences on every machine. */
export function createRandom(seed: string | number): Random {
  return createFromPath(String(seed));
}

const WARM_UP_ROUNDS = 15;
const TWO_TO_32 = 4_294_967_296;

function createFromPath(path: string): Random {
  let [a, b, c, counter] = hashTo128Bits(path);

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / TWO_TO_32;
  }

  for (let round = 0; round < WARM_UP_ROUNDS; round++) next();

  const random: Random = {
    next,
    between: (from, to) => from + (to - from) * next(),
    integer: (from, to) => from + Math.floor((to - from + 1) * next()),
    chance: (probability) => next() < probability,
    normal(mean, standardDeviation) {
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return mean + standardDeviation * radius * Math.cos(2 * Math.PI * next());
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    pick(items) {
      if (items.length === 0) throw new Error('pick: expected at least one item, got an empty list.');
      // In range by construction: next() < 1.
      return items[Math.floor(next() * items.length)]!;
    },
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      if (!(total > 0)) throw new Error('weighted: expected a positive total weight.');
      let rest = next() * total;
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return items.findLast(([, weight]) => weight > 0)![0];
    },
    shuffle(items) {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1));
        [copy[last], copy[other]] = [copy[other]!, copy[last]!];
      }
      return copy;
    },
    fork: (name) => createFromPath(`${path}/${name}`),
  };
  return random;
}

/** Four differently seeded FNV-1a hashes, each finished with MurmurHash3's 32-bit mixer. */
function hashTo128Bits(text: string): [number, number, number, number] {
  const hash = (basis: number) => {
    let value = basis;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return value ^ (value >>> 16);
  };
  return [hash(0x811c9dc5), hash(0x9e3779b9), hash(0x243f6a88), hash(0xb7e15162)];
}
