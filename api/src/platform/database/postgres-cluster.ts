import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrivilegePlan } from './postgres-privileges.ts';
import { commandLineOf, identifyProcess, isRunning } from './process-identity.ts';

const SECOND = 1000;
/** How long a server that should stop gets for each step: fast shutdown, immediate shutdown, kill. */
const STOP_STEPS = [
  { signal: 'SIGINT', patience: 20 * SECOND },
  { signal: 'SIGQUIT', patience: 5 * SECOND },
  { signal: 'SIGKILL', patience: 5 * SECOND },
] as const;
const POLL_INTERVAL = 10;

/** The superuser of an embedded cluster. */
export const EMBEDDED_USER = 'doorstep';

/** What is where in a data folder. */
export interface ClusterFiles {
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  /** The superuser's password, readable by the owner alone. */
  readonly password: string;
  /** The server's log of this run; the one before has `.1` at its end. */
  readonly log: string;
}

/** The files of an embedded cluster in a data folder. */
export function clusterFilesIn(dataDirectory: string): ClusterFiles {
  return {
    cluster: path.join(dataDirectory, 'cluster'),
    password: path.join(dataDirectory, 'password'),
    log: path.join(dataDirectory, 'postgres.log'),
  };
}

/**
 * Makes the cluster where there is none. A cluster folder is complete or not there: it is made under another name.
 * @returns the superuser's password
 * @throws Error with initdb's own words when it fails
 */
export async function ensureCluster(dataDirectory: string, plan: PrivilegePlan, durable: boolean): Promise<string> {
  const files = clusterFilesIn(dataDirectory);
  removeDrafts(dataDirectory);
  if (existsSync(files.cluster)) return readFileSync(files.password, 'utf8').trim();

  const password = randomBytes(24).toString('base64url');
  const draft = path.join(dataDirectory, `draft-cluster-${randomUUID()}`);
  const passwordDraft = path.join(dataDirectory, `draft-password-${randomUUID()}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordDraft, `${password}\n`, { mode: 0o600 });
  plan.handOver(draft);
  plan.handOver(passwordDraft);
  await runInitdb(draft, passwordDraft, plan, durable);

  rmSync(passwordDraft);
  writeFileSync(files.password, `${password}\n`, { mode: 0o600 });
  renameSync(draft, files.cluster);
  return password;
}

/**
 * Stops the server that runs on a cluster folder, if there is one, whoever started it.
 * @returns the pid of the server that was stopped
 */
export async function stopOrphan(cluster: string): Promise<number | undefined> {
  const pid = readPostmasterPid(cluster);
  if (pid === undefined) return undefined;
  const orphan = identifyProcess(pid);
  // The pid in a file left by a crash of the machine may belong to anything by now.
  if (!isRunning(orphan) || !/postgres/.test(commandLineOf(pid))) return undefined;
  await stopServer(pid, () => !isRunning(orphan));
  return pid;
}

/**
 * Stops a server: its sessions are ended, and it writes everything out; harder if that takes too long.
 * On Windows there are no signals, and it is ended as by a crash, which PostgreSQL recovers from at the next start.
 */
export async function stopServer(pid: number, hasStopped: () => boolean): Promise<void> {
  for (const { signal, patience } of STOP_STEPS) {
    if (hasStopped()) return;
    signalServer(pid, signal);
    const deadline = Date.now() + patience;
    while (!hasStopped() && Date.now() < deadline) await sleep(POLL_INTERVAL);
  }
  if (!hasStopped()) throw new Error(`PostgreSQL (pid ${pid}) does not stop, not even when killed.`);
}

/** Sends a signal to a server that may be gone already. */
export function signalServer(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True when the server says in its pid file that it accepts connections (line 8, "ready"). */
export function isReady(cluster: string, pid: number): boolean {
  const lines = readPidFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** The port of the server that runs on a cluster folder and accepts connections (line 4 of its pid file). */
export function readyPort(cluster: string): number | undefined {
  const lines = readPidFile(cluster);
  return lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined;
}

function readPostmasterPid(cluster: string): number | undefined {
  const pid = Number(readPidFile(cluster)[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** What an interrupted initdb left. */
function removeDrafts(dataDirectory: string): void {
  for (const name of readdirSync(dataDirectory)) {
    if (/^draft-(cluster|password)-/.test(name)) rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
  }
}

async function runInitdb(cluster: string, passwordFile: string, plan: PrivilegePlan, durable: boolean): Promise<void> {
  const passwordDescriptor = openSync(passwordFile, 'r');
  const { file, args, ...identity } = plan.command(plan.binaries.initdb, [
    ...['--pgdata', plan.clusterArgument(cluster), '--username', EMBEDDED_USER, '--encoding', 'UTF8', '--auth', 'scram-sha-256'],
    // By its descriptor it is found also where the folders above it are closed to the user that initdb runs as.
    ...['--pwfile', process.platform === 'linux' ? '/proc/self/fd/3' : passwordFile],
    // Needs no locale of the system, and sorts and lowercases alike on every machine.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ]);
  try {
    const child = spawn(file, args, { ...identity, cwd: cluster, stdio: ['ignore', 'pipe', 'pipe', passwordDescriptor] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk));
    const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (exitCode !== 0) throw new Error(`PostgreSQL's initdb failed (${exitCode}) in ${cluster}:\n${output.trim()}`);
  } finally {
    closeSync(passwordDescriptor);
  }
}
