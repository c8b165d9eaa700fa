/**
 * `@doorstep/sdk/testing`: a fake of Doorstep's API, so that the tests of a shop run without one. Answers what the SDK (or your own
 * document) asks, by the schema of the server: quotes, holds that run out by a clock you move, orders, live tracking, the feed,
 * webhooks, and what goes wrong on the way. Needs the `graphql` package; handlers for msw are there, msw itself is not needed.
 */
export { createFakeDoorstep, FakeDoorstep } from './testing/fake-doorstep.ts';
export type { SentWebhook, WebhookTarget } from './testing/fake-doorstep.ts';
export type { Fault, FaultOptions } from './testing/faults.ts';
export type { Msw, MswConnection } from './testing/msw.ts';
export type { SeenRequest } from './testing/serve-http.ts';
export type { FakeDoorstepOptions } from './testing/settings.ts';
export type { Span } from './testing/time.ts';
export { SPECIAL_POSTAL_CODES } from './testing/windows.ts';
