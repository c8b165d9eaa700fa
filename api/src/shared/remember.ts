/**
 * Remembers what a pure function of texts and numbers gave, because zones and calendars are slow to ask. Forgets all at once when there is too much.
 * @param limit most answers kept
 */
export function remember<A extends readonly (string | number)[], R>(limit: number, work: (...args: A) => R): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args) => {
    const key = args.join('|');
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = work(...args);
    if (known.size >= limit) known.clear();
    known.set(key, made);
    return made;
  };
}
