import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBreakingChanges, buildSchema, parse, typeFromAST, type FieldNode, type GraphQLInputType, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as browser from '../src/browser.ts';
import type * as sdk from '../src/index.ts';
import * as documents from '../src/generated/documents.ts';
import { inputOf, LATER, startGrownServer } from './support/grown-server.ts';
import { buildSdk, temporaryFolder } from './support/packed-sdk.ts';

/** A client of today, as it is published, with a server of later. */
const MINUTE = 60_000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Awaited<ReturnType<typeof startGrownServer>>;
let built: typeof sdk;
let doorstep: sdk.Doorstep;
let driver: browser.DriverClient;
let recipient: browser.Recipient;
beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startGrownServer();
  const dist = await buildSdk(folder.path);
  built = await import(/* @vite-ignore */ pathToFileURL(join(dist, 'index.js')).href);
  const pages: typeof browser = await import(/* @vite-ignore */ pathToFileURL(join(dist, 'browser.js')).href);
  recipient = pages.createRecipient({ url: server.url, trackingToken: 'trk_test' });
  driver = pages.createDriver({ url: server.url, sessionToken: 'drs_test' });
  doorstep = built.createDoorstep({ url: server.url, secretKey: 'sk_test' });
}, MINUTE);
afterAll(async () => {
  recipient?.close();
  doorstep?.close();
  await server?.close();
  await folder.remove();
});

type Call = (variables: unknown, options?: unknown) => Promise<unknown>;

const operations = Object.values(documents).map((text) => {
  const operation = parse(text.toString()).definitions[0] as OperationDefinitionNode;
  const name = operation.name?.value ?? '';
  return { kind: operation.operation, name, call: name[0]?.toLowerCase() + name.slice(1), operation };
});
const of = (kind: string) => operations.filter((one) => one.kind === kind);

/** Variables that the operation requires, as the grown schema wants them. */
function variablesOf({ kind, operation }: (typeof operations)[number]): unknown {
  const needed = (operation.variableDefinitions ?? []).filter(({ type }) => type.kind === 'NonNullType');
  const entries = needed.map(({ variable, type }): [string, unknown] => {
    // Without a cast `typeFromAST` does not know that a variable's type is an input type.
    return [variable.name.value, inputOf(typeFromAST(server.schema, type as never) as GraphQLInputType)];
  });
  const variables = Object.fromEntries(entries);
  return kind === 'mutation' || 'input' in variables ? variables['input'] : variables;
}

function call(one: (typeof operations)[number], options?: unknown): Promise<unknown> {
  // What a recipient says in its own way is called like the field that it asks for.
  const field = one.operation.selectionSet.selections[0] as FieldNode;
  const calls: Record<string, unknown> = one.name.startsWith('Recipient') ? { [one.call]: recipient[field.name.value as 'rescheduleDelivery'] } : { ...recipient, ...driver, ...doorstep };
  const { [one.call]: method } = calls;
  return (method as unknown as Call)(variablesOf(one), options);
}

test('the grown schema breaks nothing by the rules of GraphQL, and has grown everywhere', () => {
  const today = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  expect(findBreakingChanges(today, server.schema)).toEqual([]);
  const grown = Object.values(server.schema.getTypeMap()).filter(({ name }) => name in today.getTypeMap() && !name.startsWith('__'));
  const members = grown.flatMap((type) => ('getValues' in type ? type.getValues().map(({ name }) => name === LATER) : []));
  expect(members.filter(Boolean).length).toBeGreaterThan(20);
});

describe('a server that carries everything out', () => {
  beforeAll(() => server.is('carries out'));

  test.each(of('query'))('query $name gives what it asked for', async (one) => {
    expect(await call(one)).toBeTruthy();
  });
  test.each(of('mutation'))('mutation $name gives what it changed', async (one) => {
    const payload = (await call(one)) as Record<string, unknown>;
    expect(payload['userErrors']).toEqual([]);
  });
  test.each(of('subscription'))('subscription $name gives an item', async (one) => {
    const items = (doorstep[one.call as 'deliveryEvents'] as (variables: unknown) => AsyncIterable<unknown>)(variablesOf(one));
    const seen = [];
    for await (const item of items) seen.push(item);
    expect(seen).toHaveLength(1);
  });

  test('members that did not exist come through as they are', async () => {
    const delivery = await doorstep.delivery({ id: 'dlv_1' });
    expect(delivery).toMatchObject({ state: LATER, kind: LATER, handlingNeeds: [LATER], attempts: [{ outcome: LATER, reason: LATER }] });
    expect(delivery).not.toHaveProperty('addedLater');
    const { options: [option] } = await doorstep.deliveryOptions(variablesOf(operations.find(({ name }) => name === 'DeliveryOptions')!) as never);
    expect(option).toMatchObject({ reason: LATER, serviceLevel: { kind: LATER } });
  });

  test('lists are walked as ever', async () => {
    const found = [];
    for await (const delivery of built.nodes((after) => doorstep.deliveries({ after }))) found.push(delivery.state);
    expect(found).toEqual([LATER]);
  });
});

describe('a server that refuses with codes of its own', () => {
  beforeAll(() => server.is('refuses'));

  test.each(of('mutation'))('mutation $name throws them as user errors', async (one) => {
    const error = await call(one).catch((thrown: unknown) => thrown);
    if (!(error instanceof built.UserErrorsError)) return expect.fail(`Expected a UserErrorsError, got ${String(error)}`);
    expect(error).toMatchObject({ code: LATER, retryable: false, userErrors: [{ code: LATER, field: ['1'], message: '1' }] });
    expect(error.has(LATER)).toBe(true);
  });
  test.each(of('mutation'))('mutation $name returns them when asked to', async (one) => {
    expect(await call(one, { throwOnUserErrors: false })).toMatchObject({ userErrors: [{ code: LATER }] });
  });
});

describe('a server that fails with a code of its own', () => {
  beforeAll(() => server.is('fails'));

  test.each([...of('query'), ...of('mutation')])('$kind $name throws the base class with the code, at once', async (one) => {
    const error = await call(one).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(built.DoorstepError);
    expect(error).toMatchObject({ name: 'DoorstepError', code: LATER, retryable: false, message: `${one.name}: Something new.` });
  });
  test.each(of('subscription'))('subscription $name ends with it', async (one) => {
    const items = (doorstep[one.call as 'deliveryEvents'] as (variables: unknown) => AsyncIterableIterator<unknown>)(variablesOf(one));
    await expect(items.next()).rejects.toMatchObject({ name: 'DoorstepError', code: LATER });
  });
});
