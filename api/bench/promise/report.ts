/** One figure of a run, with what it was measured on. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}

const DIGITS = 3;

/** Prints figures as they come, and all of them at the end, a JSON line each. */
export class Report {
  readonly #figures: Figure[] = [];
  readonly #setting: Readonly<Record<string, unknown>>;

  constructor(setting: Readonly<Record<string, unknown>>) {
    this.#setting = setting;
  }

  title(text: string): void {
    console.log(`\n${text}`);
  }

  add(name: string, value: number, unit: string, note?: string): void {
    this.#figures.push({ name, value: Number(value.toPrecision(DIGITS + 1)), unit, ...(note !== undefined && { note }) });
    console.log(`  ${name.padEnd(52)} ${Number(value.toPrecision(DIGITS)).toLocaleString('en').padStart(10)} ${unit.padEnd(14)} ${note ?? ''}`.trimEnd());
  }

  printJson(): void {
    console.log();
    for (const figure of this.#figures) console.log(JSON.stringify({ bench: 'promise', ...figure, ...this.#setting }));
  }
}
