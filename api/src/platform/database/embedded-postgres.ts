import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { claimDataFolder, findDataFolderOwner, type Ownership } from './data-folder-owner.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { clusterFilesIn, EMBEDDED_USER, ensureCluster, isReady, readyPort, signalServer, stopOrphan, stopServer } from './postgres-cluster.ts';
import { planFor, planPrivileges, type PrivilegePlan, type PrivilegeStrategy } from './postgres-privileges.ts';

const SECOND = 1000;
const START_PATIENCE = 60 * SECOND;
const POLL_INTERVAL = 5;
/** A free port can be taken by somebody else before PostgreSQL binds it. */
const PORT_ATTEMPTS = 3;
const LOG_TAIL_LINES = 15;
const MAX_CONNECTIONS = 200;
const CLUSTER_MODE = 0o700;

/** The database that `url` of a started cluster names. */
export const EMBEDDED_DATABASE = 'doorstep';

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; made when missing. Used by one process at a time. */
  readonly dataDirectory: string;
  /** TCP port on 127.0.0.1; a free one by default. */
  readonly port?: number;
  /** False gives up safety against a crash for speed: for tests whose data nobody needs afterwards. */
  readonly durable: boolean;
  /** Told, in one line each, what is worth knowing: a new cluster, a stopped orphan, an unexpected end. */
  readonly log?: (line: string) => void;
  /** Told when the server has ended without `stop`. */
  readonly onLost?: (message: string) => void;
  /** How to run when we are root; by default what works on this machine is found out. */
  readonly privileges?: PrivilegeStrategy;
}

export interface EmbeddedPostgres {
  /** Connects the superuser to the database `doorstep`; holds the password. */
  readonly url: string;
  readonly port: number;
  /** Ends all sessions, stops the server, and gives the data folder free. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server on a data folder, making the cluster at the first start (about a second).
 *
 * The server is our child but not of our process group: Ctrl-C in a terminal reaches us alone, so that we can
 * finish our work before `stop()`. When our process ends without `stop()` the server is told to stop; when we
 * are killed outright it stays behind, and the next start on the folder stops it.
 *
 * @throws DataFolderInUseError when another running process uses the folder
 * @throws Error with the end of the server's log when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDirectory = path.resolve(options.dataDirectory);
  const log = options.log ?? (() => {});
  const ownership = claimDataFolder(dataDirectory);
  try {
    return await startOwned(dataDirectory, ownership, { ...options, log });
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/** How to reach the server that another running process keeps on a data folder; undefined when none does. For commands that only look. */
export function findRunningPostgres(dataDirectory: string): string | undefined {
  const files = clusterFilesIn(path.resolve(dataDirectory));
  const port = findDataFolderOwner(path.resolve(dataDirectory)) && readyPort(files.cluster);
  return port === undefined ? undefined : urlOf(readFileSync(files.password, 'utf8').trim(), port);
}

function urlOf(password: string, port: number): string {
  return `postgres://${EMBEDDED_USER}:${password}@127.0.0.1:${port}/${EMBEDDED_DATABASE}`;
}

type StartOptions = EmbeddedPostgresOptions & Required<Pick<EmbeddedPostgresOptions, 'log'>>;

async function startOwned(dataDirectory: string, ownership: Ownership, options: StartOptions): Promise<EmbeddedPostgres> {
  const { cluster } = clusterFilesIn(dataDirectory);
  const orphan = await stopOrphan(cluster);
  if (orphan !== undefined) options.log(`stopped PostgreSQL (pid ${orphan}) that a killed run left behind`);

  const binaries = findPostgresBinaries();
  const plan = options.privileges ? planFor(options.privileges, binaries) : planPrivileges(binaries, dataDirectory);
  if (!existsSync(cluster)) options.log(`making a new PostgreSQL cluster in ${dataDirectory}`);
  const password = await ensureCluster(dataDirectory, plan, options.durable);
  plan.handOver(cluster);
  // A folder that was copied or restored may be open to others, and PostgreSQL refuses that.
  chmodSync(cluster, CLUSTER_MODE);

  const { server, port } = await spawnOnFreePort(dataDirectory, plan, options);
  const url = urlOf(password, port);
  const running = superviseServer(server, ownership, options);
  try {
    await ensureDatabase(url);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { url, port, stop: running.stop };
}

async function spawnOnFreePort(
  dataDirectory: string,
  plan: PrivilegePlan,
  options: StartOptions,
): Promise<{ server: ChildProcess; port: number }> {
  const files = clusterFilesIn(dataDirectory);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort());
    const server = spawnServer(dataDirectory, plan, port, options.durable);
    if (await becomesReady(server, files.cluster)) return { server, port };

    const logTail = readTail(files.log);
    const portTaken = /could not bind|Address already in use/i.test(logTail);
    if (portTaken && options.port !== undefined) {
      throw new Error(`Port ${port} for PostgreSQL is in use by another program. Stop it, or choose another port.`);
    }
    if (!portTaken || attempt === PORT_ATTEMPTS) {
      throw new Error(`PostgreSQL did not start. The end of its log, ${files.log}:\n${logTail}`);
    }
  }
}

function spawnServer(dataDirectory: string, plan: PrivilegePlan, port: number, durable: boolean): ChildProcess {
  const files = clusterFilesIn(dataDirectory);
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: MAX_CONNECTIONS,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const { file, args, ...identity } = plan.command(plan.binaries.postgres, [
    ...['-D', plan.clusterArgument(files.cluster)],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  if (existsSync(files.log)) renameSync(files.log, `${files.log}.1`);
  // A file and not a pipe: without a reader at the other end, the server would stop at its first message.
  const logDescriptor = openSync(files.log, 'a', 0o600);
  try {
    // Detached makes it the leader of a session of its own, which Ctrl-C does not reach.
    return spawn(file, args, { ...identity, cwd: files.cluster, detached: true, stdio: ['ignore', logDescriptor, logDescriptor] });
  } finally {
    closeSync(logDescriptor);
  }
}

/** @returns false when the server ended instead */
async function becomesReady(server: ChildProcess, cluster: string): Promise<boolean> {
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));
  const deadline = Date.now() + START_PATIENCE;
  while (server.exitCode === null && server.signalCode === null) {
    if (failure !== undefined) throw failure;
    if (server.pid !== undefined && isReady(cluster, server.pid)) return true;
    if (Date.now() > deadline) {
      server.kill('SIGQUIT');
      throw new Error(`PostgreSQL was not ready within ${START_PATIENCE / SECOND} s.`);
    }
    await sleep(POLL_INTERVAL);
  }
  return false;
}

/** Sees to it that the server ends with us, and that the folder is free when it has ended. */
function superviseServer(server: ChildProcess, ownership: Ownership, { log, onLost }: StartOptions): { stop(): Promise<void> } {
  const pid = server.pid as number; // It was ready, so it has one.
  const hasStopped = () => server.exitCode !== null || server.signalCode !== null;
  const stopWithProcess = () => {
    signalServer(pid, 'SIGINT');
    ownership.release();
  };
  let stopping: Promise<void> | undefined;
  server.once('exit', (code, signal) => {
    process.off('exit', stopWithProcess);
    ownership.release();
    if (stopping !== undefined) return;
    const message = `PostgreSQL (pid ${pid}) ended unexpectedly (${signal ?? code})`;
    log(message);
    onLost?.(message);
  });
  process.once('exit', stopWithProcess);
  // A program with nothing left to do may end, and the server with it.
  server.unref();
  return { stop: () => (stopping ??= stopServer(pid, hasStopped)) };
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenanceUrl = new URL(url);
  maintenanceUrl.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenanceUrl.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`);
  } finally {
    await client.end();
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function readTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}
