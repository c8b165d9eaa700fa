import type { Logger } from 'pino';
import { SECOND } from '../shared/time.ts';

/** Exit code of a process that was asked to stop a second time. */
const IMPATIENT = 130;
/**
 * One Ctrl-C reaches a command of npm twice: from the terminal, which tells the whole group, and from npm, which passes on
 * what it was told. So a second signal counts only after this time, in milliseconds.
 */
const SAME_KEYSTROKE = SECOND;

/** Runs `stop` once on Ctrl-C or SIGTERM, then exits; who asks again after a second has it exit at once. */
export function onStopSignal(log: Pick<Logger, 'info' | 'error'>, stop: () => Promise<void>): void {
  let askedAt: number | undefined;
  const handle = (signal: NodeJS.Signals) => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_KEYSTROKE) process.exit(IMPATIENT);
      return;
    }
    askedAt = performance.now();
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
