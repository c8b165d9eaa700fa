import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderInUseError } from './data-folder-owner.ts';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
const launcher = fileURLToPath(new URL('./embedded-postgres.ts', import.meta.url));

let folder: string;
let dataDirectory: string;
let started: EmbeddedPostgres[];
let lines: string[];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'doorstep-embedded-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  // One cluster for all tests that need no new one: making it takes ten times as long as starting it.
  dataDirectory = path.join(folder, 'data');
  started = [];
  lines = [];
});

afterEach(async () => {
  await Promise.all(started.map((postgres) => postgres.stop()));
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDirectory, durable: false, log: (line) => lines.push(line), ...options });
  started.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Another process that starts PostgreSQL on our folder and prints its URL, then keeps running. */
async function startElsewhere(): Promise<{ owner: ChildProcess; url: string }> {
  const program = path.join(folder, 'owner.mts');
  writeFileSync(
    program,
    `import { startEmbeddedPostgres } from ${JSON.stringify(pathToFileURL(launcher).href)};
     const { url } = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, durable: false });
     process.on('message', () => { throw new Error('a bug') });
     process.stdout.write(url);`,
  );
  const owner = spawn(process.execPath, ['--experimental-strip-types', program], { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  const ended = once(owner, 'exit').then(() => Promise.reject(new Error('the other process ended without a server')));
  const [chunk] = (await Promise.race([once(owner.stdout!, 'data'), ended])) as [Buffer];
  ended.catch(() => {}); // From here on it may end.
  return { owner, url: chunk.toString() };
}

async function untilRefused(url: string): Promise<void> {
  for (;;) {
    try {
      await query(url, 'select 1');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return;
    }
  }
}

describe('startEmbeddedPostgres', () => {
  it('gives a database that speaks UTF-8, in UTC, with room for 200 connections', async () => {
    const { url } = await start();
    expect(await query(url, `select current_database(), current_setting('server_encoding'), current_setting('timezone'), current_setting('max_connections'), upper('ö')`)).toEqual([
      'doorstep', 'UTF8', 'UTC', '200', 'Ö',
    ]);
  });

  it('is safe against a crash when durable, and trades that for speed only when told', async () => {
    const settings = `select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')`;
    const careless = await start({ durable: false });
    expect(await query(careless.url, settings)).toEqual(['off', 'off', 'off']);
    await careless.stop();
    const durable = await start({ durable: true });
    expect(await query(durable.url, settings)).toEqual(['on', 'on', 'on']);
  });

  it('listens on the loopback address alone, and lets nobody in without the password', async () => {
    const { url } = await start();
    expect(await query(url, `select current_setting('listen_addresses'), current_setting('unix_socket_directories')`)).toEqual(['127.0.0.1', '']);
    await expect(query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(path.join(dataDirectory, 'password')).mode & 0o777).toBe(0o600);
  });

  it('finds its data, and its password, after a restart', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as weight');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'select weight from kept')).toEqual([42]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  it('is gone after stop, with open sessions too, and leaves the folder free', async () => {
    const postgres = await start();
    const idle = new pg.Client({ connectionString: postgres.url });
    idle.on('error', () => {});
    await idle.connect();
    await Promise.all([postgres.stop(), postgres.stop()]);
    await expect(query(postgres.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(readdirSync(dataDirectory).filter((name) => name.startsWith('owner.'))).toEqual([]);
  });

  it('refuses a folder that another process uses, says which, and leaves that one alone', async () => {
    const { owner, url } = await startElsewhere();
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataFolderInUseError);
    expect((refusal as Error).message).toContain(`another Doorstep (pid ${owner.pid}) is using this data folder`);
    expect((refusal as Error).message).toContain('--data');
    expect(await query(url, 'select 1')).toEqual([1]);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await start();
  });

  it('tells a command that only looks where the server of another process is, and nothing when there is none', async () => {
    expect(findRunningPostgres(dataDirectory)).toBeUndefined();
    const { owner, url } = await startElsewhere();
    expect(findRunningPostgres(dataDirectory)).toBe(url);
    owner.kill('SIGTERM');
    await once(owner, 'exit');
    expect(findRunningPostgres(dataDirectory)).toBeUndefined();
  });

  it('refuses a second start in the same process', async () => {
    await start();
    await expect(start()).rejects.toThrow(`another Doorstep (pid ${process.pid})`);
  });

  it('lets one of several that start at the same moment have the folder', async () => {
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('stops the server that a killed process left behind, and finds what it had committed', async () => {
    const { owner, url } = await startElsewhere();
    await query(url, 'create table committed as select 42 as weight');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(await query(url, 'select 1')).toEqual([1]); // The orphan is there: this is not a plain start.

    const postgres = await start();
    expect(lines).toEqual([expect.stringMatching(/^stopped PostgreSQL \(pid \d+\) that a killed run left behind$/)]);
    expect(await query(postgres.url, 'select weight from committed')).toEqual([42]);
    await untilRefused(url);
  });

  it('ends the server when the process ends by an uncaught error', async () => {
    const { owner, url } = await startElsewhere();
    owner.send('throw');
    await once(owner, 'exit');
    await untilRefused(url);
  });

  it('makes a cluster at the first start, with a password of its own', async () => {
    const { url } = await start();
    await started[0]?.stop();
    lines = [];
    dataDirectory = path.join(folder, 'first-start');
    const { url: otherUrl } = await start();
    expect(lines).toEqual([`making a new PostgreSQL cluster in ${dataDirectory}`]);
    expect(new URL(otherUrl).password).toHaveLength(32);
    expect(new URL(otherUrl).password).not.toBe(new URL(url).password);
  });

  it('does over an initdb that was interrupted', async () => {
    dataDirectory = path.join(folder, 'interrupted');
    const draft = path.join(dataDirectory, 'draft-cluster-0', 'base');
    mkdirSync(draft, { recursive: true });
    writeFileSync(path.join(draft, '..', 'PG_VERSION'), '18');
    const { url } = await start();
    expect(await query(url, 'select 1')).toEqual([1]);
    expect(readdirSync(dataDirectory).sort()).toEqual(['cluster', 'owner.1.json', 'password', 'postgres.log']);
  });

  it('says so when the wanted port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(`Port ${port} for PostgreSQL is in use by another program`);
    other.close();
    await start({ port });
  });

  it('reports a server that ends by itself', async () => {
    const lost: string[] = [];
    const postgres = await start({ onLost: (message) => lost.push(message) });
    const [pid] = await query(postgres.url, `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int`);
    process.kill(pid as number, 'SIGQUIT');
    await expect.poll(() => lines.at(-1)).toMatch(/^PostgreSQL \(pid \d+\) ended unexpectedly/);
    expect(lost).toEqual([lines.at(-1)]);
    await start();
  });

  it.runIf(isRoot)('runs for root under folders closed to others, with and without a user namespace, on the same data', async () => {
    mkdirSync(path.join(folder, 'closed'), { mode: 0o700 });
    dataDirectory = path.join(folder, 'closed', 'data');
    const asNobody = await start({ privileges: 'nobody' });
    await query(asNobody.url, 'create table parcel as select 42 as weight');
    await asNobody.stop();
    const inNamespace = await start({ privileges: 'namespace' });
    await query(inNamespace.url, 'update parcel set weight = weight + 1');
    await inNamespace.stop();
    const again = await start({ privileges: 'nobody' });
    expect(await query(again.url, 'select weight from parcel')).toEqual([43]);
  });
});
