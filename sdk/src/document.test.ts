import { expect, test } from 'vitest';
import { readPersisted, readText } from './document.ts';

test.each([
  ['query Orders { orders { edges { cursor } } }', { type: 'query', name: 'Orders' }],
  ['mutation Hold($input: HoldInput!){holdDeliveryOption(input:$input){hold{id}}}', { type: 'mutation', name: 'Hold' }],
  ['subscription($id:ID){deliveryTracking(deliveryId:$id){state}}', { type: 'subscription', name: '' }],
  ['query @cached { viewer { kind } }', { type: 'query', name: '' }],
  ['{ viewer { kind } }', { type: 'query', name: '' }],
  ['mutation { releaseHold { hold { id } } }', { type: 'mutation', name: '' }],
  ['query { mutation }', { type: 'query', name: '' }],
])('reads the type and name of %s', (text, head) => {
  expect(readText(text)).toEqual({ ...head, sent: { query: text } });
});

test('passes over comments, strings and fragments before the operation', () => {
  const text = `
    # mutation Commented { x }
    fragment mutation on Query { viewer(note: "} mutation { \\" ") { ...inner kind } }
    fragment other on Query @note(text: """ } query """) { viewer { kind } }
    mutation Real { releaseHold(input: { holdId: "{" }) { hold { id } } }`;
  expect(readText(text)).toMatchObject({ type: 'mutation', name: 'Real' });
});

test('takes a text without an operation for a query', () => {
  expect(readText('')).toMatchObject({ type: 'query', name: '' });
  expect(readText('fragment A on B { c }')).toMatchObject({ type: 'query', name: '' });
});

test('sends a persisted document by its id', () => {
  expect(readPersisted('mutation Hold sha256:abc')).toEqual({ type: 'mutation', name: 'Hold', sent: { documentId: 'sha256:abc' } });
});
