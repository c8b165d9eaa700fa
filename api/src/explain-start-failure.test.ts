import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { explainStartFailure } from './explain-start-failure.ts';
import { migrate } from './migrate.ts';
import { readConfig } from './platform/config.ts';
import { startServer } from './start-server.ts';

const NAME = `doorstep_start_${randomBytes(6).toString('hex')}`;

let administrator: pg.Client;
/** Connects the owner of an empty database who may not make roles. */
let url: URL;

beforeAll(async () => {
  administrator = new pg.Client({ connectionString: inject('testServer').url });
  await administrator.connect();
  await administrator.query(`create role ${NAME} login password 'right'`);
  await administrator.query(`grant ${NAME} to current_user`);
  await administrator.query(`create database ${NAME} owner ${NAME}`);
  url = new URL(inject('testServer').url);
  Object.assign(url, { username: NAME, password: 'right', pathname: `/${NAME}` });
});

afterAll(async () => {
  await administrator.query(`drop database ${NAME} with (force)`);
  await administrator.query(`revoke doorstep_app, doorstep_system from ${NAME}`);
  await administrator.query(`drop role ${NAME}`);
  await administrator.end();
});

async function explanationOf(databaseUrl: string): Promise<string> {
  return migrate(databaseUrl).then(() => 'done', (error: unknown) => explainStartFailure(error, undefined));
}

function changed(change: Partial<URL>): string {
  return Object.assign(new URL(url), change).href;
}

it('says what is wrong with a database that cannot be reached', async () => {
  expect(await explanationOf(changed({ password: 'wrong' }))).toMatch(/refuses the user or password/);
  expect(await explanationOf(changed({ port: '1' }))).toMatch(/does not answer/);
});

it('makes no database because of a misspelled name', async () => {
  expect(await explanationOf(changed({ pathname: '/misspelled' }))).toMatch(/no database of the name/);
  expect((await administrator.query(`select from pg_database where datname = 'misspelled'`)).rowCount).toBe(0);
});

it('tells a user without rights what an administrator has to run, which then suffices', async () => {
  const explanation = await explanationOf(url.href);
  expect(explanation).toMatch(/must own its database/);
  const [, remedy] = explanation.split('run once:\n');
  // The roles are there already: they belong to the cluster, and other databases of it have them.
  await administrator.query(remedy!.split(';').at(2)!.replace('<that user>', NAME));
  expect(await explanationOf(url.href)).toBe('done');
});

it.each([
  [['--host', '203.0.113.1'], /no address 203\.0\.113\.1/],
  [['--data', '/dev/null/data'], /data folder can't be used .*Choose another with --data/],
])('says what to change when it was given %j', async (argv, text) => {
  const config = readConfig(argv, { DATABASE_URL: argv.includes('--data') ? '' : url.href, PORT: '0' });
  const log = { info() {}, warn() {}, error() {} } as unknown as Parameters<typeof startServer>[0]['log'];
  const error = await startServer({ config, log }).then(() => undefined, (thrown: unknown) => thrown);
  expect(explainStartFailure(error, config)).toMatch(text);
});
