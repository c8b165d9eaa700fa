import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.ts';

let databases: TestDatabase[];

beforeAll(async () => {
  databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

it('gives each file a migrated database of its own', async () => {
  const [first, second] = databases as [TestDatabase, TestDatabase];
  const migrations = 'select count(*) > 0 from migration';
  expect(await query(first.url, migrations)).toEqual([true]);
  await query(first.url, 'create table left_behind ()');
  expect(await query(first.url, `select to_regclass('left_behind') is not null`)).toEqual([true]);
  expect(await query(second.url, `select to_regclass('left_behind') is not null`)).toEqual([false]);
});

it('drops a database with sessions in it', async () => {
  const database = await createTestDatabase();
  const session = new pg.Client({ connectionString: database.url });
  session.on('error', () => {});
  await session.connect();
  await database.drop();
  await expect(query(database.url, 'select 1')).rejects.toThrow('does not exist');
});
