import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate, visit, visitWithTypeInfo, TypeInfo } from 'graphql';
import { expect, expectTypeOf, test } from 'vitest';
import { operationHead, shippedHead } from '../src/document.ts';
import * as documents from '../src/generated/documents.ts';
import type { DeliveryState, HoldErrorCode } from '../src/types.ts';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const texts = Object.entries(documents).map(([name, document]) => [name, document.toString()] as const);

/** Asked for by id with a document of one's own: what a node can be grows. */
const LEFT_TO_OWN_DOCUMENTS = ['Query.node', 'Query.nodes'];

test.each(texts)('%s is valid against the schema', (_name, text) => {
  expect(validate(schema, parse(text))).toEqual([]);
});

test.each(texts)('%s begins with its operation, which is all that a page can read', (_name, text) => {
  expect(shippedHead(text)).toEqual(operationHead(text));
});

test('there is a document for everything the API can do', () => {
  const said = new Set<string>();
  for (const [, text] of texts) {
    const types = new TypeInfo(schema);
    visit(parse(text), visitWithTypeInfo(types, { Field: ({ name }) => void said.add(`${types.getParentType()?.name}.${name.value}`) }));
  }
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const offered = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}).map((field) => `${root?.name}.${field}`));
  expect(offered.filter((field) => !said.has(field))).toEqual(LEFT_TO_OWN_DOCUMENTS);
});

test('enums are open: a member of a newer server is a value of the type, known members still complete', () => {
  const newer: DeliveryState = 'TELEPORTED';
  const code: HoldErrorCode = 'STAR_GONE';
  expect([newer, code]).toHaveLength(2);
  expectTypeOf<'DELIVERED'>().toExtend<DeliveryState>();
  expectTypeOf<number>().not.toExtend<DeliveryState>();
});
