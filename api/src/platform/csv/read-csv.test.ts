import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';

/** The text comes in chunks of three bytes, so that no line and no character arrives whole. */
async function readRows(text: string) {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, index) => bytes.subarray(index * 3, index * 3 + 3));
  return Array.fromAsync(readCsv(Readable.from(chunks, { objectMode: false })));
}

/** Each record as `line: fields`, each broken line as `line!`. */
async function read(text: string): Promise<string[]> {
  return (await readRows(text)).map((row) => (row.kind === 'broken' ? `${row.line}!` : `${row.line}: ${row.fields.join('|')}`));
}

describe('a record', () => {
  it('has the line it begins on, blank lines counted', async () => {
    expect(await read('a,b\n1,2\n\n3,4')).toEqual(['1: a|b', '2: 1|2', '4: 3|4']);
  });

  it('may quote commas, quotes and line ends', async () => {
    expect(await read('a,b\n"1, one","say ""hi"""\n"two\nlines",4\n5,6\n')).toEqual(['1: a|b', '2: 1, one|say "hi"', '3: two\nlines|4', '5: 5|6']);
  });

  it('may come from Windows, with a byte order mark and accents', async () => {
    expect(await read('\uFEFFa,b\r\nJosé,"Zoë"\r\n')).toEqual(['1: a|b', '2: José|Zoë']);
  });

  it('is what was written, whatever that was', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 }), async (records) => {
        const text = records.map((fields) => fields.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect((await readRows(`a,b\n${text}\n`)).slice(1)).toMatchObject(records.map((fields) => ({ kind: 'record', fields })));
      }),
    );
  });
});

describe('a line with broken quotes', () => {
  it.each([
    ['never closed', 'a,b\n"1,2\n3,4\n5,"6"\n', ['1: a|b', '2!', '3: 3|4', '4: 5|6']],
    ['in the middle of a field', 'a,b\n5" pipe,2\n3,4\n', ['1: a|b', '2!', '3: 3|4']],
    ['text after the closing one', 'a,b\n"1" x,2\n3,4\n', ['1: a|b', '2!', '3: 3|4']],
    ['two stray ones on different lines', 'a,b\n"1,2\n3,4\n5,6"\n7,8\n', ['1: a|b', '2!', '3: 3|4', '4!', '5: 7|8']],
    ['at the end of the file', 'a,b\n1,2\n3,"4', ['1: a|b', '2: 1|2', '3!']],
  ])('is lost alone: %s', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows);
  });

  it('does not swallow a long file', async () => {
    const good = Array.from({ length: 1000 }, (_, index) => `${index},x`).join('\n');
    const rows = await read(`a,b\n"oops,1\n${good}\n`);
    expect(rows).toHaveLength(1002);
    expect(rows[1]).toBe('2!');
    expect(rows.at(-1)).toBe('1002: 999|x');
  });
});

it('refuses a line without end', async () => {
  await expect(Array.fromAsync(readCsv(Readable.from(['x'.repeat(1_000_001)], { objectMode: false })))).rejects.toThrow(/Is this a CSV file/);
});
