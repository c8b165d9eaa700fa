const MOST_ANSWERS = 10_000;

/** The answers of a pure function by a key that says all its arguments, for one that costs much more than a look-up. Forgets all when there are too many. */
export class Memo<T> {
  readonly #answers = new Map<string | number, T>();

  of(key: string | number, compute: () => T): T {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    const answer = compute();
    this.#answers.set(key, answer);
    return answer;
  }
}
