import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate, visit, visitWithTypeInfo, TypeInfo } from 'graphql';
import { expect, expectTypeOf, test } from 'vitest';
import { readPersisted, readText } from '../src/document.ts';
import * as documents from '../src/generated/documents.ts';
import * as persisted from '../src/generated/persisted.ts';
import type { DeliveryState, HoldErrorCode } from '../src/types.ts';

const manifest = JSON.parse(readFileSync(new URL('../../api/documents/current.json', import.meta.url), 'utf8')) as Record<string, string>;
const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const texts = Object.entries(documents).map(([name, document]) => [name, document.toString()] as const);

/** Asked for by id with a document of one's own: what a node can be grows. */
const LEFT_TO_OWN_DOCUMENTS = ['Query.node', 'Query.nodes'];

test.each(texts)('%s is valid against the schema', (_name, text) => {
  expect(validate(schema, parse(text))).toEqual([]);
});

test.each(Object.entries(persisted))('%s is sent by a page as the id that the server has for the same text', (name, document) => {
  const { [name as keyof typeof documents]: text } = documents;
  const { sent, ...head } = readPersisted(document.toString());
  expect(readText(text.toString())).toMatchObject(head);
  expect(sent).toEqual({ documentId: `sha256:${createHash('sha256').update(text.toString()).digest('hex')}` });
  expect(manifest[(sent as { documentId: string }).documentId]).toBe(text);
});

test('the server has nothing else for pages', () => {
  expect(Object.keys(manifest)).toHaveLength(Object.keys(persisted).length);
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
