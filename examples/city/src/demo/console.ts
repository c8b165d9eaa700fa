/** Where lines go, e.g. `process.stdout`. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

const GREEN = '\u001b[32m', BOLD = '\u001b[1m', DIM = '\u001b[2m', RESET = '\u001b[0m';

/** What the demo tells in the terminal: steps, a box, and lines. No colors where nobody would see them. */
export class Console {
  readonly #out: Output;
  readonly #hasColors: boolean;

  constructor(out: Output, env: Readonly<Record<string, string | undefined>> = {}) {
    this.#out = out;
    this.#hasColors = out.isTTY === true && !env['NO_COLOR'];
  }

  line(text = ''): void {
    this.#out.write(`${text}\n`);
  }

  /** A step that is done. */
  stepDone(name: string, milliseconds: number): void {
    const took = milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
    this.line(`${this.#paint(GREEN, '✓')} ${name} … ${this.#paint(DIM, took)}`);
  }

  /** Does a step and tells when it is done. The result may say more about it. */
  async step<T>(name: string, work: () => Promise<T>, tell?: (result: T) => string): Promise<T> {
    const startedAt = performance.now();
    const result = await work();
    this.stepDone(tell ? `${name}: ${tell(result)}` : name, performance.now() - startedAt);
    return result;
  }

  /** Rows of a label and what it stands for; a row without a label is a heading. */
  box(rows: readonly (readonly [label: string, text: string])[]): void {
    const labelWidth = Math.max(...rows.map(([label]) => label.length));
    this.line();
    for (const [label, text] of rows) {
      this.line(label === '' ? `  ${this.#paint(BOLD, text)}` : `    ${label.padEnd(labelWidth)}  ${text}`.trimEnd());
    }
    this.line();
  }

  #paint(code: string, text: string): string {
    return this.#hasColors ? `${code}${text}${RESET}` : text;
  }
}
