import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('has defaults that work on a machine with nothing set', () => {
  expect(readConfig([], {})).toEqual({
    databaseUrl: undefined, redisUrl: undefined, dataDirectory: resolve('.data'), host: '127.0.0.1', port: 4000,
    publicUrl: undefined, role: 'all', logLevel: 'info', pointsPerMinute: undefined, trustProxy: false,
  });
});

it('prefers a flag to the environment', () => {
  expect(readConfig(['--port', '4100', '--role', 'worker'], { PORT: '9', PUBLIC_URL: 'https://a.example/' }))
    .toMatchObject({ port: 4100, role: 'worker', publicUrl: 'https://a.example' });
});

it('takes an empty variable for none: a compose file passes on what nobody set', () => {
  expect(readConfig([], { PORT: '', HOST: '', DATABASE_URL: '', DOORSTEP_DATA: '', PUBLIC_URL: '', LOG_LEVEL: '', POINTS_PER_MINUTE: '' })).toEqual(readConfig([], {}));
});

it.each([
  [['--port', 'x'], {}, 'Expected the port to be a whole number from 0 to 65535, got "x".'],
  [['--role', 'boss'], {}, '--role must be api, worker, all, got "boss".'],
  [['--prot', '1'], {}, 'Known flags: --data, --host, --port, --role.'],
  [['--data', ''], {}, '--data is empty.'],
  [['--help'], {}, "Unknown option '--help'. Known flags"],
  [[], { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must look like postgresql://'],
  [[], { PUBLIC_URL: 'delivery.example' }, 'PUBLIC_URL must look like https://delivery.example, got "delivery.example".'],
  [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be trace, debug, info, warn, error, fatal, silent, got "loud".'],
])('refuses %j %j and says why', (argv, env, message) => {
  expect(() => readConfig(argv, env)).toThrow(message);
});
