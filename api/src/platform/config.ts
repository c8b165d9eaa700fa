import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Config {
  /** `DATABASE_URL`; undefined: the embedded PostgreSQL in `dataDirectory`. */
  readonly databaseUrl: string | undefined;
  /** `REDIS_URL`: takes the nodes' news off the database and counts rate limits for all nodes; undefined: each node alone. */
  readonly redisUrl: string | undefined;
  /** `--data` or `DOORSTEP_DATA`, default `.data` of the project. */
  readonly dataDirectory: string;
  /** `--host` or `HOST`, default 127.0.0.1. */
  readonly host: string;
  /** `--port` or `PORT`, default 4000. */
  readonly port: number;
  /** `PUBLIC_URL`: where people reach this server when something stands in front of it. */
  readonly publicUrl: string | undefined;
  /** `--role`: api, worker or all. */
  readonly role: 'api' | 'worker' | 'all';
  /** `LOG_LEVEL`, default `info`. */
  readonly logLevel: string;
  /** `POINTS_PER_MINUTE`: cost points a key may spend in a minute. */
  readonly pointsPerMinute: number | undefined;
  /** `TRUST_PROXY`: how many proxies in front of us say truly whose address a request came from; default none. */
  readonly trustProxy: number | false;
}

/** A setting that can't be used; its message is for whoever typed it. */
export class ConfigError extends Error {}

const ROLES = ['api', 'worker', 'all'] as const;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const MAX_PORT = 65_535;
const MAX_PROXIES = 10;

/** The flags every command of the server knows. */
export const SERVER_FLAGS = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  role: { type: 'string' },
} as const;

/**
 * Settings from the command line, then the environment, then defaults. An empty variable counts as none, an empty flag as a mistake.
 * @throws ConfigError that says what was expected.
 */
export function readConfig(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): Config {
  const { values } = parseFlags(argv);
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const logLevel = env['LOG_LEVEL'] ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) throw new ConfigError(`LOG_LEVEL must be ${LOG_LEVELS.join(', ')}, got "${logLevel}".`);
  const role = values.role ?? 'all';
  if (!isRole(role)) throw new ConfigError(`--role must be ${ROLES.join(', ')}, got "${role}".`);
  return {
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    redisUrl: readRedisUrl(env['REDIS_URL']),
    dataDirectory: resolve(values.data ?? env['DOORSTEP_DATA'] ?? '.data'),
    host: values.host ?? env['HOST'] ?? '127.0.0.1',
    port: readNumber('the port', values.port ?? env['PORT'] ?? '4000', 0, MAX_PORT),
    publicUrl: readPublicUrl(env['PUBLIC_URL']),
    role,
    logLevel,
    pointsPerMinute: env['POINTS_PER_MINUTE'] === undefined ? undefined : readNumber('POINTS_PER_MINUTE', env['POINTS_PER_MINUTE'], 1, Number.MAX_SAFE_INTEGER),
    trustProxy: env['TRUST_PROXY'] === undefined ? false : readNumber('TRUST_PROXY', env['TRUST_PROXY'], 1, MAX_PROXIES),
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    const parsed = parseArgs({ args: [...argv], options: SERVER_FLAGS, strict: true });
    for (const [flag, value] of Object.entries(parsed.values)) if (value === '') throw new ConfigError(`--${flag} is empty.`);
    return parsed;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}. Known flags: ${Object.keys(SERVER_FLAGS).map((flag) => `--${flag}`).join(', ')}.`);
  }
}

function isRole(text: string): text is Config['role'] {
  return (ROLES as readonly string[]).includes(text);
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(text)) throw new ConfigError('DATABASE_URL must look like postgresql://user:password@host:5432/database.');
  return text;
}

function readRedisUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^rediss?:\/\/[^/]/.test(text)) throw new ConfigError('REDIS_URL must look like redis://user:password@host:6379.');
  return text;
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^https?:\/\/[^/]/.test(text)) throw new ConfigError(`PUBLIC_URL must look like https://delivery.example, got "${text}".`);
  return text.replace(/\/+$/, '');
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new ConfigError(`Expected ${name} to be a whole number from ${least} to ${most}, got "${text}".`);
  return number;
}
