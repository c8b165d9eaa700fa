import { DoorstepError } from '@doorstep/sdk';

/** What went wrong that nobody in the simulation expected: counted, told once a kind, and survived. */
export class Trouble {
  readonly #counts = new Map<string, number>();
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** How often each kind came, e.g. `scanParcel UNKNOWN_BARCODE` → 2. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  note(what: string, error: unknown): void {
    const code = error instanceof DoorstepError ? error.code : error instanceof Error ? error.name : 'unknown';
    const kind = `${what} ${code}`;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count === 1) this.#say(`! ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }

  /** Runs a call; a failure is noted and gives undefined. */
  async survive<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      this.note(what, error);
      return undefined;
    }
  }
}
