import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';

/** One record of a CSV file, which may span several lines. */
export interface CsvRecord {
  readonly kind: 'record';
  /** Line of the file it begins on; the first is 1. */
  readonly line: number;
  readonly lastLine: number;
  readonly fields: readonly string[];
}

/** A line that is no CSV: a quote too many, or one that is never closed. Reading goes on with the next line. */
export interface BrokenLine {
  readonly kind: 'broken';
  readonly line: number;
  readonly text: string;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Most lines one record may span. A quote that is not closed by then never was meant to be. */
const MAX_RECORD_LINES = 200;
const MAX_LINE_LENGTH = 1_000_000;

/**
 * Reads a CSV file (RFC 4180, UTF-8) record by record, with the line each begins on. Where quotes don't fit, only the line
 * they are on is lost, and told: a parser that reads on to the next quote would silently swallow good lines with it.
 * Holds at most a chunk of the file and the lines of one record in memory. Blank lines are left out.
 */
export async function* readCsv(input: Readable): AsyncGenerator<CsvRecord | BrokenLine> {
  const lines = new LineReader(input);
  let width: number | undefined;
  try {
    for (let first = await lines.next(); first; first = await lines.next()) {
      if (first.text.trim() === '') continue;
      const record = await completeRecord(first, lines, width);
      if (record) width ??= record.fields.length;
      yield record ?? { kind: 'broken', line: first.number, text: first.text };
    }
  } finally {
    input.destroy(); // also when the reader has enough
  }
}

async function completeRecord(first: Line, lines: LineReader, width: number | undefined): Promise<CsvRecord | undefined> {
  if (!first.text.includes('"')) return { kind: 'record', line: first.number, lastLine: first.number, fields: first.text.split(',') };
  const taken = [first];
  let isOpen = hasOddQuotes(first.text);
  while (isOpen && taken.length < MAX_RECORD_LINES) {
    const line = await lines.next();
    if (!line) break;
    taken.push(line);
    if (hasOddQuotes(line.text)) isOpen = false;
  }
  const fields = isOpen ? undefined : parseRecord(taken.map((line) => line.text).join('\n'));
  // Lines that only seem to belong together, because each has a stray quote, rarely add up to the right number of fields.
  if (fields && (taken.length === 1 || width === undefined || fields.length === width)) {
    return { kind: 'record', line: first.number, lastLine: taken.at(-1)!.number, fields };
  }
  lines.putBack(taken.slice(1));
  return undefined;
}

function parseRecord(text: string): string[] | undefined {
  try {
    const records = parse(text, { relax_column_count: true }) as string[][]; // without columns a record is its fields
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}

function hasOddQuotes(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 1;
}

/** The lines of a stream, with their numbers; some can be put back. */
class LineReader {
  readonly #chunks: AsyncIterator<string>;
  #ready: Line[] = [];
  #rest = '';
  #number = 0;
  #isDone = false;

  constructor(input: Readable) {
    input.setEncoding('utf8');
    this.#chunks = input[Symbol.asyncIterator]() as AsyncIterator<string>; // setEncoding makes it strings
  }

  async next(): Promise<Line | undefined> {
    while (this.#ready.length === 0 && !this.#isDone) await this.#readChunk();
    return this.#ready.shift();
  }

  putBack(lines: readonly Line[]): void {
    this.#ready = [...lines, ...this.#ready];
  }

  async #readChunk(): Promise<void> {
    const { value, done } = await this.#chunks.next();
    const lines = (this.#rest + (value ?? '')).split('\n');
    this.#rest = done ? '' : (lines.pop() ?? '');
    if (done && lines.at(-1) === '') lines.pop();
    if (this.#rest.length > MAX_LINE_LENGTH) throw new Error(`Line ${this.#number + 1} has more than ${MAX_LINE_LENGTH} characters. Is this a CSV file?`);
    for (const line of lines) {
      this.#number += 1;
      const text = this.#number === 1 ? line.replace(/^\uFEFF/, '') : line;
      this.#ready.push({ number: this.#number, text: text.replace(/\r$/, '') });
    }
    this.#isDone = done === true;
  }
}
