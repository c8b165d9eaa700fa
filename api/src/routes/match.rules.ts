/**
 * Gives as many as can be of the one side a partner of their own on the other, earlier ones first: augmenting paths (Kuhn 1955, "The
 * Hungarian method for the assignment problem"). For some hundred on each side.
 * @param partnersOf whom each may have, best first
 */
export function matchAll<A, B>(ones: readonly A[], partnersOf: (one: A) => readonly B[]): Map<A, B> {
  const holder = new Map<B, A>();
  const place = (one: A, asked: Set<B>): boolean => {
    for (const partner of partnersOf(one)) {
      if (asked.has(partner)) continue;
      asked.add(partner);
      const before = holder.get(partner);
      if (before !== undefined && !place(before, asked)) continue;
      holder.set(partner, one);
      return true;
    }
    return false;
  };
  for (const one of ones) place(one, new Set());
  return new Map([...holder].map(([partner, one]) => [one, partner]));
}
