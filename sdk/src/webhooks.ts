/**
 * `@doorstep/sdk/webhooks`: for servers and workers that receive events. Checks the signature as Standard Webhooks 1.0
 * says (standardwebhooks.com) with the platform's WebCrypto, and gives the event.
 *
 * The event is the one that `deliveryEvents` yields, in the envelope of that standard. Doorstep's own server does not send
 * webhooks yet; until it does, follow `deliveryEvents`, and use this for what relays that feed to you signed.
 */
export { signTestWebhook } from './webhooks/sign-test-webhook.ts';
export type { SignedWebhook, TestWebhook } from './webhooks/sign-test-webhook.ts';
export { verifyWebhook } from './webhooks/verify-webhook.ts';
export type { ReceivedWebhook, WebhookHeaders } from './webhooks/verify-webhook.ts';
export { WebhookError } from './webhooks/webhook-error.ts';
export type { WebhookErrorCode } from './webhooks/webhook-error.ts';
export type { WebhookEvent, WebhookEventType } from './webhooks/webhook-event.ts';
export { DoorstepError, InvalidRequestError } from './errors.ts';
export type { JourneyEvent } from './types.ts';
