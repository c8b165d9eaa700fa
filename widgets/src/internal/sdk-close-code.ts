/** Stands for the SDK's `close-code.ts` in the built widgets: which close codes end a subscription, without the texts. */
import type * as Full from '../../../sdk/src/close-code.ts';
import { errorFromCode } from './sdk-errors.ts';

const CODES: Readonly<Record<number, string>> = { 1008: 'FORBIDDEN', 1009: 'LIMIT_EXCEEDED', 3000: 'UNAUTHENTICATED', 3003: 'FORBIDDEN', 4401: 'UNAUTHENTICATED', 4403: 'FORBIDDEN', 4429: 'RATE_LIMITED' };
const FINAL = [1002, 1003, 1007, 1010];
/** A slow start, and our own end of a silent connection. */
const PASSING = [4408, 4499];

export const errorFromClose: typeof Full.errorFromClose = (code, reason) => {
  const isFinal = code in CODES || FINAL.includes(code) || (code >= 4400 && code < 4500 && !PASSING.includes(code));
  return errorFromCode(CODES[code] ?? (isFinal ? 'BAD_USER_INPUT' : 'CONNECTION_FAILED'), `Closed with ${code}. ${reason}`, { retryable: !isFinal });
};
