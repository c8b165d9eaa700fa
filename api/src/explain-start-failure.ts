import type { Config } from './platform/config.ts';

const NO_ANSWER = 'The database of DATABASE_URL does not answer. Check the address, and that the server runs.';
const REFUSED = 'The database of DATABASE_URL refuses the user or password.';

/** By the code of Node or PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: NO_ANSWER,
  ENOTFOUND: NO_ANSWER,
  EAI_AGAIN: NO_ANSWER,
  EHOSTUNREACH: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  '57P03': 'The database of DATABASE_URL is just starting or stopping. Try again in a moment.',
  '28P01': REFUSED,
  '28000': REFUSED,
  '3D000': 'There is no database of the name in DATABASE_URL. Make it with "createdb", or correct the name.',
  '53300': 'The database of DATABASE_URL has no connection left. A process of Doorstep takes up to 30: raise max_connections, or run fewer.',
};

const NEEDED_RIGHTS = `The user of DATABASE_URL must own its database, and be allowed to make roles (alter role … createrole). Where it may not, have an administrator run once:
  create role doorstep_app nologin; create role doorstep_system nologin; grant doorstep_app, doorstep_system to <that user>;`;

/** What went wrong at the start, and what to do, for whoever typed the command. */
export function explainStartFailure(error: unknown, config: Config | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  const { code, syscall, path } = fieldsOf(error);
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use, perhaps by another Doorstep. Stop that one, or choose another with --port.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${config?.host}. Give one of its own to --host, or 0.0.0.0 for all of them.`;
  if (syscall === 'listen' && code === 'EACCES') return `Port ${config?.port} is not for every user. Choose one from 1024 on with --port.`;
  if (code === '42501') return `${message}.\n${NEEDED_RIGHTS}`;
  if (path !== undefined && code !== undefined) return `The data folder can't be used (${message}). Choose another with --data.`;
  return EXPLANATIONS[code ?? ''] ?? message;
}

function fieldsOf(error: unknown): { code?: string; syscall?: string; path?: string } {
  return typeof error === 'object' && error !== null ? error : {};
}
