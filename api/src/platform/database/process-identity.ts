import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that cannot be confused with a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process started, in whatever form the system tells it; null where it does not tell. Only ever compared for equality. */
  readonly start: string | null;
}

interface Observation {
  readonly running: boolean;
  readonly start: string | null;
}

/** The identity of a running process; by default of this one. `start` is null when the process is gone. */
export function identifyProcess(pid: number = process.pid): ProcessIdentity {
  return { pid, start: observe(pid).start };
}

/**
 * True while exactly this process runs. A zombie (killed, but not yet reaped by its parent, as happens
 * in containers whose pid 1 reaps nothing) counts as gone, and so does a reused pid.
 */
export function isRunning(identity: ProcessIdentity): boolean {
  const observed = observe(identity.pid);
  if (!observed.running) return false;
  if (identity.start === null || observed.start === null) return true;
  return identity.start === observed.start;
}

/** The command line of a process, arguments joined by blanks; empty when it is gone or the system does not tell. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (process.platform === 'win32') return '';
    return runPs(pid, 'command=');
  } catch {
    return '';
  }
}

function observe(pid: number): Observation {
  if (!acceptsSignals(pid)) return { running: false, start: null };
  try {
    if (process.platform === 'linux') return observeThroughProc(pid);
    if (process.platform === 'win32') return { running: true, start: null };
    const state = runPs(pid, 'stat=');
    return { running: !state.startsWith('Z'), start: runPs(pid, 'lstart=') };
  } catch {
    // Gone between the two looks.
    return { running: false, start: null };
  }
}

/** proc(5), /proc/<pid>/stat: field 3 is the state, field 22 the start in clock ticks since boot. */
function observeThroughProc(pid: number): Observation {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Field 2, the command, stands in parentheses and may itself hold blanks and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0] ?? '';
  return { running: !['Z', 'X'].includes(state), start: fields[19] ?? null };
}

function acceptsSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function runPs(pid: number, column: string): string {
  return execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
