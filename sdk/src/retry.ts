import { DoorstepError } from './errors.ts';

const SECOND = 1000;

/** When to try again, and how long to wait before. */
export interface RetryPolicy {
  /** Tries after the first one; 0 turns retries off. */
  readonly maxRetries: number;
  /** Milliseconds the first wait is at most. */
  readonly baseDelayMs: number;
  /** Milliseconds a wait is at most, unless the server asks for more. */
  readonly maxDelayMs: number;
  /** Milliseconds the server may ask us to wait at most; beyond it the error goes to the caller at once. */
  readonly maxRetryAfterMs: number;
}

/** Retries of requests: at most 3, after about 0.25, 0.5 and 1 s, or as long as the server asks, up to a minute. */
export const REQUEST_RETRIES: RetryPolicy = {
  maxRetries: 3,
  baseDelayMs: SECOND / 2,
  maxDelayMs: 8 * SECOND,
  maxRetryAfterMs: 60 * SECOND,
};

/**
 * Milliseconds to wait before try number `retry` (1 is the first after a failure): exponential with "full jitter",
 * random between nothing and the doubled delay, which spreads clients that failed together best
 * (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 */
export function backoffMs(policy: RetryPolicy, retry: number, random: () => number): number {
  return random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (retry - 1));
}

/** A failed try, as far as the next one depends on it. */
export interface FailedTry {
  readonly error: unknown;
  /** 1 after the first try. */
  readonly retry: number;
  /** Milliseconds until the whole call is over. */
  readonly millisecondsLeft: number;
}

/** Milliseconds to wait before the next try, or undefined when there must be none. */
export function retryDelayMs(policy: RetryPolicy, failed: FailedTry, random: () => number): number | undefined {
  const { error, retry, millisecondsLeft } = failed;
  if (!(error instanceof DoorstepError)) return undefined;
  if (!error.retryable) return undefined;
  if (retry > policy.maxRetries) return undefined;
  const asked = (error.retryAfterSeconds ?? 0) * SECOND;
  if (asked > policy.maxRetryAfterMs) return undefined;
  const delay = Math.max(asked, backoffMs(policy, retry, random));
  if (delay >= millisecondsLeft) return undefined;
  return delay;
}

/** Seconds in a `Retry-After` header (RFC 9110, 10.2.3): a number, or a date seen from `now` (ms); else undefined. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / SECOND));
}
