import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { OrderFileError, readOrderRows } from './read-order-rows.ts';

const HEADER = 'Name,Financial Status,Shipping Name,Shipping Address1,Lineitem quantity,Lineitem name';
const POSITION = { latitude: 'Latitude', longitude: 'Longitude' };
const full = (name: string) => `${name},paid,Ada,1 Oak St,1,Coffee`;
const item = (name: string) => `${name},,,,1,Cup`;

/** `name first–last rows`, with `!` for each fault and `?` when the first line is not there. */
async function group(...lines: string[]): Promise<string[]> {
  const { orders } = await readOrderRows(Readable.from([[HEADER, ...lines].join('\n')], { objectMode: false }), POSITION);
  return (await Array.fromAsync(orders)).map(({ reference, line, lastLine, rows, faults, isBegun }) => `${reference} ${line}–${lastLine} ${rows.length}${'!'.repeat(faults.length)}${isBegun ? '' : '?'}`);
}

it('puts the rows of an order together', async () => {
  expect(await group(full('#1'), item('#1'), item('#1'), full('#2'), full('#3'), item('#3'))).toEqual(['#1 2–4 3', '#2 5–5 1', '#3 6–7 2']);
});

it('keeps two orders of one name apart', async () => {
  expect(await group(full('#1'), full('#1'), item('#1'))).toEqual(['#1 2–2 1', '#1 3–4 2']);
});

it('marks items without the order they belong to', async () => {
  expect(await group(item('#9'), full('#1'), item('#8'), full('#2'))).toEqual(['#9 2–2 1?', '#1 3–3 1', '#8 4–4 1?', '#2 5–5 1']);
});

it('blames a line that can not be read on its order, or on the one it may belong to', async () => {
  expect(await group(full('#1'), '#1,,,,1,"Cup', full('#2'))).toEqual(['#1 2–3 2!', '#2 4–4 1']);
  expect(await group(full('#1'), item(''), full('#2'))).toEqual(['#1 2–3 2!', '#2 4–4 1']);
  expect(await group(full('#1'), `${item('#1')},extra`, full('#2'))).toEqual(['#1 2–3 2!', '#2 4–4 1']);
  expect(await group(full('#1'), '#2,paid,"Ada" L,1 Oak St,1,Coffee', item('#2'), full('#3'))).toEqual(['#1 2–2 1', '#2 3–4 2!?', '#3 5–5 1']);
  expect(await group(full('#1'), '#2,paid,Ada,1 Oak St,Apt 3,1,Coffee', full('#3'))).toEqual(['#1 2–2 1', '#2 3–3 1!?', '#3 4–4 1']);
});

it('refuses a file that is no order export', async () => {
  await expect(readOrderRows(Readable.from(['LON,LAT\n1,2\n'], { objectMode: false }), POSITION)).rejects.toThrow(OrderFileError);
  await expect(readOrderRows(Readable.from([''], { objectMode: false }), POSITION)).rejects.toThrow(OrderFileError);
});
