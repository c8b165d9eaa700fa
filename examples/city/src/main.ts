import { ConfigError, explainStartFailure, onStopSignal } from '@doorstep/api';
import { Console } from './demo/console.ts';
import { DataFolder } from './demo/data-folder.ts';
import { HELP, readDemoOptions, type DemoOptions } from './demo/options.ts';
import { runDemo } from './demo/run-demo.ts';

/** `npm start`: a courier in a generated city, on a server of its own. */
const terminal = new Console(process.stdout, process.env);

async function start(options: DemoOptions): Promise<void> {
  const { config, isReset } = options;
  if (isReset && config.databaseUrl !== undefined) throw new ConfigError('--reset only clears the embedded database. Empty the one of DATABASE_URL yourself: it may hold more than a demo.');
  if (isReset) await terminal.step('the last demo\'s data deleted', async () => new DataFolder(config).clear());
  const stopping = new AbortController();
  const starting = runDemo(options, terminal, stopping.signal);
  const log = { info: () => terminal.line('stopping …'), error: (about: object) => terminal.line(`Stopping failed: ${'err' in about ? String(about.err) : ''}`) };
  onStopSignal(log, async () => {
    stopping.abort();
    await (await starting).stop();
    terminal.line('stopped. "npm start" goes on from here.');
  });
  await starting;
}

let options: DemoOptions | undefined;
try {
  options = readDemoOptions(process.argv.slice(2), process.env);
  if (options) await start(options);
  else terminal.line(HELP);
} catch (error) {
  terminal.line(`Doorstep could not start: ${explainStartFailure(error, options?.config)}`);
  process.exit(1);
}
