import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchAll } from './match.rules.ts';

describe('matching', () => {
  it('moves an earlier one to its second choice when a later one has only the first', () => {
    const partners: Record<string, string[]> = { cold: ['ada', 'ben'], frozen: ['ada'] };
    expect(matchAll(['cold', 'frozen'], (one) => partners[one]!)).toEqual(new Map([['cold', 'ben'], ['frozen', 'ada']]));
  });

  it('serves the earlier one when there is only one partner for two', () => {
    expect(matchAll(['first', 'second'], () => ['ada'])).toEqual(new Map([['first', 'ada']]));
  });

  it('gives each at most one partner that it may have, and as many as any matching could', () => {
    const graph = fc.array(fc.uniqueArray(fc.nat(4), { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(graph, (allowed) => {
        const matched = matchAll([...allowed.keys()], (one) => allowed[one]!);
        expect(new Set(matched.values()).size).toBe(matched.size);
        for (const [one, partner] of matched) expect(allowed[one]).toContain(partner);
        expect(matched.size).toBe(mostPairs(allowed, 0, new Set()));
      }),
    );
  });
});

/** By trying everything. */
function mostPairs(allowed: readonly number[][], from: number, taken: ReadonlySet<number>): number {
  if (from === allowed.length) return 0;
  const choices = allowed[from]!.filter((partner) => !taken.has(partner)).map((partner) => 1 + mostPairs(allowed, from + 1, new Set([...taken, partner])));
  return Math.max(mostPairs(allowed, from + 1, taken), ...choices);
}
