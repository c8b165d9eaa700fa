import pino from 'pino';
import { readConfig, type Config } from './platform/config.ts';
import { onStopSignal } from './platform/stop-signals.ts';
import { explainStartFailure, startServer } from './start-server.ts';

/** `npm run serve`: API and worker, without demo. */
let config: Config | undefined;
try {
  config = readConfig(process.argv.slice(2), process.env);
  const log = pino({ level: config.logLevel });
  const app = await startServer({ config, log, onStep: (step, milliseconds) => log.info({ step, milliseconds: Math.round(milliseconds) }, 'started') });
  onStopSignal(log, () => app.close());
  log.info({ url: app.url, role: config.role }, 'ready');
} catch (error) {
  console.error(`Doorstep could not start: ${explainStartFailure(error, config)}`);
  process.exit(1);
}
