import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config } from '@doorstep/api';

/** What `npm start -- …` was told. */
export interface DemoOptions {
  readonly config: Config;
  /** `--reset`: start over. */
  readonly isReset: boolean;
  /** `--seed`: of a new city; undefined: 7, or that of the city that is there. */
  readonly seed: string | undefined;
  /** `--speed`: simulated seconds in a real one, 1 to 200, default 20. */
  readonly speed: number;
  /** `--orders`: about how many orders come in a day, 1 to 1,000, default 200. */
  readonly ordersPerDay: number;
}

export const DEFAULT_SEED = '7';

export const HELP = `npm start -- [options]

  --port 4000       where the server listens (--host 127.0.0.1)
  --data .data      folder of the embedded database; with DATABASE_URL only the keys are kept there
  --reset           deletes the demo's data in that folder and starts over
  --seed 7          another number is another city with other people
  --speed 20        simulated seconds in a real one
  --orders 200      about how many orders come in a day`;

const FLAGS = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  reset: { type: 'boolean' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  orders: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** High enough that no one at the demo, with a dozen devices behind one key, is told to slow down. */
const POINTS_PER_MINUTE = 100_000_000;

/**
 * Settings from the command line and the environment; undefined: help was asked for.
 * @throws ConfigError that says what was expected
 */
export function readDemoOptions(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): DemoOptions | undefined {
  const { help, reset, seed, speed, orders, ...server } = parse(argv);
  if (help) return undefined;
  const serverArguments = Object.entries(server).flatMap(([name, value]) => [`--${name}`, value]);
  const config = readConfig(serverArguments, { ...env, POINTS_PER_MINUTE: env['POINTS_PER_MINUTE'] || String(POINTS_PER_MINUTE), LOG_LEVEL: env['LOG_LEVEL'] || 'silent' });
  return {
    config,
    isReset: reset ?? false,
    seed,
    speed: readNumber('--speed', speed ?? '20', 1, 200),
    ordersPerDay: readNumber('--orders', orders ?? '200', 1, 1_000),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= least && number <= most)) throw new ConfigError(`Expected ${name} to be a number from ${least} to ${most}, got "${text}".`);
  return number;
}
