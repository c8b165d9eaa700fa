import type { JourneyEvent } from '../types.ts';
import { importSecret, sign } from './signature.ts';
import type { WebhookEventType } from './webhook-event.ts';

const SECOND = 1000;

/** A webhook for your own tests. */
export interface TestWebhook {
  /** The secret your endpoint is tested with: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
  /** What has happened, and what of the event your code looks at; the rest gets plain values. */
  readonly event: Partial<JourneyEvent> & { readonly type: WebhookEventType };
  /** The id of the message. Default a new one. */
  readonly id?: string | undefined;
  /** When it is sent, milliseconds since the epoch; also when the event happened unless it says so. Default now. */
  readonly sentAt?: number | undefined;
}

/** What your endpoint gets. */
export interface SignedWebhook {
  /** The body, JSON. */
  readonly body: string;
  /** The headers of the standard, and the content's type. */
  readonly headers: {
    readonly 'content-type': 'application/json';
    readonly 'webhook-id': string;
    readonly 'webhook-timestamp': string;
    readonly 'webhook-signature': string;
  };
}

/**
 * A webhook as a sender of events signs it, so that your tests can call your endpoint: `fetch(endpoint, { method: 'POST',
 * ...await signTestWebhook({ secret, event: { type: 'delivery.delivered' } }) })`. Rejects with `InvalidRequestError` when
 * the secret is unusable.
 */
export async function signTestWebhook({ secret, event, id, sentAt = Date.now() }: TestWebhook): Promise<SignedWebhook> {
  const key = await importSecret(secret);
  const at = new Date(sentAt).toISOString();
  const data: JourneyEvent = {
    id: `evt_${crypto.randomUUID()}`, cursor: null, occurredAt: at, recordedAt: at, actor: 'system', position: null, deliveryId: null,
    data: {}, ...event,
  };
  const message = {
    id: id ?? `msg_${crypto.randomUUID()}`,
    timestamp: String(Math.floor(sentAt / SECOND)),
    body: JSON.stringify({ type: data.type, timestamp: data.occurredAt, data }),
  };
  const headers = {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': message.timestamp,
    'webhook-signature': await sign(key, message),
  } as const;
  return { body: message.body, headers };
}
