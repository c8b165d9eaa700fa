import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { findBrokenPromises, withCurrent, type DocumentList } from './document-lists.ts';

const SCHEMA = 'type Query { hold(id: ID): String, options: String }';
const listOf = (...texts: string[]): DocumentList =>
  Object.fromEntries(texts.map((text) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text]));
const HOLD = 'query Hold{hold(id:1)}';
const OPTIONS = 'query Options{options}';

it('has nothing to say when every released document is still there and valid', () => {
  expect(findBrokenPromises({ schema: SCHEMA, released: listOf(HOLD, OPTIONS), earlier: listOf(HOLD) })).toEqual([]);
});

it('finds one that was taken out', () => {
  expect(findBrokenPromises({ schema: SCHEMA, released: listOf(OPTIONS), earlier: listOf(HOLD, OPTIONS) })).toEqual([expect.stringMatching(/^Hold .* is gone/)]);
});

it('finds one whose text was changed under its id', () => {
  const [id] = Object.keys(listOf(HOLD));
  expect(findBrokenPromises({ schema: SCHEMA, released: { [id!]: OPTIONS }, earlier: {} })).toEqual([expect.stringContaining('has another text')]);
});

it('finds one that the schema of today would refuse', () => {
  const found = findBrokenPromises({ schema: 'type Query { options: String }', released: listOf(HOLD), earlier: {} });
  expect(found).toEqual([expect.stringMatching(/^Hold .* no longer valid: Cannot query field "hold"/)]);
});

it('adds what is current and takes nothing out', () => {
  const list = withCurrent(listOf(HOLD), listOf(OPTIONS));
  expect(Object.values(list).sort()).toEqual([HOLD, OPTIONS]);
  expect(Object.keys(list)).toEqual([...Object.keys(list)].sort());
  expect(withCurrent(list, {})).toEqual(list);
});
