import { expect, test } from 'vitest';
import { operationHead } from './document.ts';

test.each([
  ['query Orders { orders { edges { cursor } } }', { type: 'query', name: 'Orders' }],
  ['mutation Hold($input: HoldInput!){holdDeliveryOption(input:$input){hold{id}}}', { type: 'mutation', name: 'Hold' }],
  ['subscription($id:ID){deliveryTracking(deliveryId:$id){state}}', { type: 'subscription', name: '' }],
  ['query @cached { viewer { kind } }', { type: 'query', name: '' }],
  ['{ viewer { kind } }', { type: 'query', name: '' }],
  ['mutation { releaseHold { hold { id } } }', { type: 'mutation', name: '' }],
  ['query { mutation }', { type: 'query', name: '' }],
])('reads the type and name of %s', (text, head) => {
  expect(operationHead(text)).toEqual(head);
});

test('passes over comments, strings and fragments before the operation', () => {
  const text = `
    # mutation Commented { x }
    fragment mutation on Query { viewer(note: "} mutation { \\" ") { ...inner kind } }
    fragment other on Query @note(text: """ } query """) { viewer { kind } }
    mutation Real { releaseHold(input: { holdId: "{" }) { hold { id } } }`;
  expect(operationHead(text)).toEqual({ type: 'mutation', name: 'Real' });
});

test('takes a text without an operation for a query', () => {
  expect(operationHead('')).toEqual({ type: 'query', name: '' });
  expect(operationHead('fragment A on B { c }')).toEqual({ type: 'query', name: '' });
});
