/** What a value was read at: which reading asked for it, and the mark that reading found. */
export interface Asked {
  /** Of two readings the higher saw what the lower saw, or newer. */
  readonly reading: number;
  /** Equal as long as nothing changed that the value follows from. */
  readonly mark: string;
}

/** A value with the mark of what it was made of. */
export interface Marked<V> {
  readonly value: V;
  readonly mark: string;
}

interface Entry<V> {
  current: (Marked<V> & { reading: number }) | undefined;
  loading: Promise<void> | undefined;
}

/**
 * Values that follow from rows, kept as long as their mark stays, the least recently used forgotten above a limit. A value is never older
 * than the reading that asks for it. Of many who need the same new value one loads it.
 */
export class Remembered<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, Entry<V>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The value as it is remembered, however old. */
  peek(key: string): V | undefined {
    return this.#entries.get(key)?.current?.value;
  }

  /** @param load makes the value anew, perhaps from the one before; what it reads must not be older than the reading */
  async get(key: string, asked: Asked, load: (before: Marked<V> | undefined) => Promise<Marked<V>>): Promise<V> {
    const entry = this.#touch(key);
    for (;;) {
      const known = entry.current;
      if (known && (known.reading >= asked.reading || known.mark === asked.mark)) {
        known.reading = Math.max(known.reading, asked.reading);
        return known.value;
      }
      if (entry.loading) {
        await entry.loading;
        continue;
      }
      const work = load(known).then((made) => void (entry.current = { ...made, reading: asked.reading }));
      entry.loading = work.catch(() => {}).then(() => void (entry.loading = undefined));
      await work;
    }
  }

  /** Puts another form of a value in its place, unless a newer one is there by now. */
  replace(key: string, value: V, by: V): void {
    const current = this.#entries.get(key)?.current;
    if (current?.value === value) this.#entries.get(key)!.current = { ...current, value: by };
  }

  #touch(key: string): Entry<V> {
    const entry = this.#entries.get(key) ?? { current: undefined, loading: undefined };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#limit) this.#entries.delete(oldest!);
    return entry;
  }
}
