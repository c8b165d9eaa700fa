import { withTimeLimit, type Clock } from './clock.ts';
import { errorFromTimeout, type RequestLabel } from './error-from-response.ts';
import { REQUEST_RETRIES, retryDelayMs, type RetryPolicy } from './retry.ts';

const SECOND = 1000;

/** What bounds a call. */
export interface CallLimits {
  /** Aborting it ends the call, its retries and waits; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds one try may take. Default 30,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /** Milliseconds a call may take with all its retries and waits. Default 90,000. */
  readonly timeoutMs?: number | undefined;
  /** Tries after the first one, for failures that may pass. Default 3, 0 turns them off. */
  readonly maxRetries?: number | undefined;
}

/**
 * Runs an attempt until it succeeds, fails for good, or the time is over. Only for what is safe to repeat: reads, and
 * writes under one idempotency key.
 */
export function withRetries<T>(
  { clock, label, limits }: { readonly clock: Clock; readonly label: RequestLabel; readonly limits: CallLimits },
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { attemptTimeoutMs = 30 * SECOND, timeoutMs = 90 * SECOND, maxRetries = REQUEST_RETRIES.maxRetries } = limits;
  const policy: RetryPolicy = { ...REQUEST_RETRIES, maxRetries };
  const deadline = clock.now() + timeoutMs;
  let lastError: unknown;

  const tries = async (signal: AbortSignal): Promise<T> => {
    const onTimeout = () => errorFromTimeout(label, attemptTimeoutMs);
    for (let retry = 1; ; retry++) {
      try {
        return await withTimeLimit({ clock, milliseconds: attemptTimeoutMs, signal, onTimeout }, attempt);
      } catch (error) {
        lastError = error;
        const delay = retryDelayMs(policy, { error, retry, millisecondsLeft: deadline - clock.now() }, clock.random);
        if (delay === undefined) throw error;
        await clock.sleep(delay, signal);
      }
    }
  };
  const onTimeout = () => errorFromTimeout(label, timeoutMs, lastError);
  return withTimeLimit({ clock, milliseconds: timeoutMs, signal: limits.signal, onTimeout }, tries);
}

/** The limits of one call over those of the client, where the call says something. */
export function mergedLimits(client: CallLimits, call: CallLimits): CallLimits {
  return {
    signal: call.signal,
    attemptTimeoutMs: call.attemptTimeoutMs ?? client.attemptTimeoutMs,
    timeoutMs: call.timeoutMs ?? client.timeoutMs,
    maxRetries: call.maxRetries ?? client.maxRetries,
  };
}
