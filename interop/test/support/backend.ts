import type { DeliveryOption } from '@doorstep/sdk';
import { createFakeDoorstep } from '@doorstep/sdk/testing';
import { createTestCourier, DEPOT_POSITION } from '@doorstep/api/test/fixtures';
import { startTestApp } from '@doorstep/api/test/harness';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';

/** What answers: a server with its database, or the fake. Both stand still until a test moves their clock. */
export interface Backend {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** What clients need to reach it. */
  readonly network: { readonly fetch?: typeof fetch; readonly WebSocket?: any };
  /** Takes what is left of an option's window, as other shoppers would. */
  takeRest(option: DeliveryOption): Promise<void>;
  advance(span: { readonly minutes: number }): void;
  /** The feed forgets what happened up to now. */
  forgetEvents(): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const DAYS_KEPT = 30;

/** Of a delivery, so heavy that two fill the van of a day. */
export const BASKET = { parcels: [{ weightGrams: 400_000, lengthMillimeters: 400, widthMillimeters: 300, heightMillimeters: 200 }] };
const { latitude, longitude } = DEPOT_POSITION;
/** Not far from the depot. */
export const ADDRESS = { line1: '12 Contract Street', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', position: { latitude: latitude + 0.01, longitude } };

/** A real server, with one van. */
export async function startServer(): Promise<Backend> {
  const app = await startTestApp({ ownDocumentsForAll: false });
  const { retailers: [shop, rival] } = await createTestCourier(app.server, { drivers: 1, maxWeightGrams: 1_000_000, days: 5 });
  let orders = 0;
  return {
    url: `${app.url}/graphql`,
    secretKey: shop!.secretKey,
    publishableKey: shop!.publishableKey,
    network: {},
    async takeRest({ serviceLevel, date, window }) {
      const { start } = window;
      const windowStart = new Intl.DateTimeFormat('en-GB', { timeZone: window.timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(start));
      for (let count = 0; count < 2; count += 1) {
        orders += 1;
        const input = { reference: `RIVAL-${orders}`, recipient: { name: 'Rival' }, address: ADDRESS, basket: BASKET, serviceLevelCode: serviceLevel.code, date, windowStart };
        await app.gql('mutation ($input: CreateOrderInput!) { createOrder(input: $input) { userErrors { code } } }', { input }, rival!.secretKey);
      }
    },
    advance: ({ minutes }) => app.clock.advance(minutes * MINUTE),
    async forgetEvents() {
      app.clock.advance((DAYS_KEPT + 1) * 24 * 60 * MINUTE);
    },
    close: () => app.close(),
  };
}

/** The fake of `@doorstep/sdk/testing`. */
export async function startFake(): Promise<Backend> {
  const fake = createFakeDoorstep({ now: '2026-11-21T16:00:00Z' });
  return {
    url: fake.url,
    secretKey: fake.secretKey,
    publishableKey: fake.publishableKey,
    network: { fetch: fake.fetch, WebSocket: fake.WebSocket },
    async takeRest({ window }) {
      fake.sellOut(window.start);
    },
    advance: (span) => fake.advance(span),
    async forgetEvents() {
      fake.forgetEvents();
    },
    async close() {},
  };
}
