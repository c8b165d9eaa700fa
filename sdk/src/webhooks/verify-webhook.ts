import { invalidOption } from '../error-from-response.ts';
import { importSecret, isRight, SCHEME } from './signature.ts';
import { WebhookError } from './webhook-error.ts';
import { parseWebhookEvent, type WebhookEvent } from './webhook-event.ts';

const SECOND = 1000;
const MINUTE_SECONDS = 60;
/** Signatures looked at in one header; a sender has one, or two while it rotates its secret. */
const MOST_SIGNATURES = 10;

/** The headers of a request: those of `fetch`, or a record as Node and its frameworks have it; case does not matter. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** A request that says it is a webhook. */
export interface ReceivedWebhook {
  /** The body as it came in, before anything has parsed it: JSON that is written anew has another signature. */
  readonly body: string | ArrayBuffer | Uint8Array;
  /** All headers of the request; three are looked at. */
  readonly headers: WebhookHeaders;
  /** The endpoint's secret (`whsec_…`), or several while you rotate it: one must fit. */
  readonly secret: string | readonly string[];
  /** Seconds that the time of sending may be away from the time here, to both sides. Default 300. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since the epoch, for tests. Default the platform's clock. */
  readonly now?: number | undefined;
}

/**
 * The event in a request, when the request was signed with one of the secrets and sent just now. Rejects with `WebhookError`
 * when it wasn't, and with `InvalidRequestError` when a secret or the body's type is unusable. The same event may come
 * more than once: keep the `id` of what you have handled.
 */
export async function verifyWebhook(received: ReceivedWebhook): Promise<WebhookEvent> {
  const { headers, toleranceSeconds = 5 * MINUTE_SECONDS, now = Date.now() } = received;
  const body = textOf(received.body);
  const secrets = typeof received.secret === 'string' ? [received.secret] : (received.secret ?? []);
  if (secrets.length === 0) throw invalidOption('verifyWebhook needs at least one secret.');
  const keys = await Promise.all(secrets.map(async (secret) => importSecret(secret)));

  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature').split(' ').slice(0, MOST_SIGNATURES);
  checkTimestamp(timestamp, now, toleranceSeconds);
  const candidates = signatures.map((signature) => signature.split(',', 2)).filter(([scheme]) => scheme === SCHEME);
  for (const key of keys) {
    for (const [, signature = ''] of candidates) {
      if (await isRight(key, signature, { id, timestamp, body })) return parseWebhookEvent(id, body);
    }
  }
  throw new WebhookError(
    'INVALID_SIGNATURE',
    'No signature fits. Check that the secret is that of this endpoint, and that `body` is as it came in, before any parser.',
  );
}

function checkTimestamp(timestamp: string, now: number, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('INVALID_HEADER', '`webhook-timestamp` is not a number of seconds.');
  const age = now / SECOND - Number(timestamp);
  if (Math.abs(age) <= toleranceSeconds) return;
  const when = age > 0 ? `${Math.round(age)} s ago` : `${Math.round(-age)} s ahead`;
  throw new WebhookError('INVALID_TIMESTAMP', `It was sent ${when}; ${toleranceSeconds} s are allowed. It may be a replay, or a clock is wrong.`);
}

function header(headers: WebhookHeaders, name: string): string {
  const value = typeof headers.get === 'function' ? headers.get(name) : fromRecord(headers as Record<string, unknown>, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookError('INVALID_HEADER', `The header \`${name}\` is missing. Was this request sent by a webhook?`);
}

function fromRecord(headers: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
  const value = key === undefined ? undefined : headers[key];
  return Array.isArray(value) ? value[0] : value;
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  throw invalidOption(`\`body\` must be the raw body of the request, a string or bytes; got ${typeof body}. Read it before a JSON parser does.`);
}
