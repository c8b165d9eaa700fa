import { errorFromCode } from './error-from-response.ts';
import { ConnectionError, InvalidRequestError, type DoorstepError } from './errors.ts';

/**
 * What a WebSocket's close code means for subscriptions. Final ones end them with an error; after any other the socket
 * is opened again and feeds resume. Codes: RFC 6455 7.4.1, the IANA registry, and the graphql-transport-ws protocol.
 */
const FINAL: Readonly<Record<number, readonly [code: string, what: string]>> = {
  1002: ['BAD_USER_INPUT', 'The server met a protocol error.'],
  1003: ['BAD_USER_INPUT', 'The server does not take this kind of message.'],
  1007: ['BAD_USER_INPUT', 'The server could not read a message.'],
  1008: ['FORBIDDEN', "The message breaks the server's policy."],
  1009: ['LIMIT_EXCEEDED', 'The message is too big for the server.'],
  1010: ['BAD_USER_INPUT', 'The server lacks an extension.'],
  3000: ['UNAUTHENTICATED', 'The server asks for a key.'],
  3003: ['FORBIDDEN', 'The server refused the key.'],
  4400: ['BAD_USER_INPUT', 'The server could not read a message.'],
  4401: ['UNAUTHENTICATED', 'The server asks for a key.'],
  4403: ['FORBIDDEN', 'The server refused the key.'],
  4406: ['BAD_USER_INPUT', 'The server does not speak graphql-transport-ws. Check `subscriptionsUrl`.'],
  4409: ['BAD_USER_INPUT', 'The server already has a subscription with this id.'],
  4429: ['RATE_LIMITED', 'The server refuses another connection.'],
};

/** 4408 is a slow start, 4499 our own end of a silent connection. */
const PASSING = [4408, 4499];

/**
 * The error for a closed socket. `retryable` tells whether to open it again: yes for lost connections and restarts
 * (1000, 1001, 1005, 1006, 1011 to 1015, 4408) and all from 4500 on (server's trouble; 4503 is "you were too slow, resume"); no for
 * the rest of 4400 to 4499, known or not (our fault, as with HTTP).
 */
export function errorFromClose(code: number, reason: string): DoorstepError {
  const said = reason && ` It said: ${reason}.`;
  const known = FINAL[code];
  if (known) return errorFromCode(known[0], `${known[1]} Closed with ${code}.${said}`, { retryable: false });
  if (code >= 4400 && code < 4500 && !PASSING.includes(code)) {
    return new InvalidRequestError(`The server refused the connection. Closed with ${code}.${said}`, {
      code: 'BAD_USER_INPUT',
    });
  }
  return new ConnectionError(`The connection was lost. Closed with ${code}.${said}`, {
    code: 'CONNECTION_FAILED',
    retryable: true,
  });
}
