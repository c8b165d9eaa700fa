import type { Logger } from 'pino';

/** Exit code of a process that was asked to stop a second time. */
const IMPATIENT = 130;

/** Runs `stop` once on Ctrl-C or SIGTERM, then exits; a second signal exits at once. */
export function onStopSignal(log: Pick<Logger, 'info' | 'error'>, stop: () => Promise<void>): void {
  let isStopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(IMPATIENT);
    isStopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
