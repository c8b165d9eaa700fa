import { addressNear, createTestCourier, SMALL_BASKET, type TestCourier } from '@doorstep/api/test/fixtures';
import { startTestApp, type TestApp } from '@doorstep/api/test/harness';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';
import type { CreateOrderInput } from '@doorstep/sdk';
import { startProxy, type Proxy } from './proxy.ts';

/** A server with a courier and a shop, behind a line that can be cut. */
export interface Line {
  readonly app: TestApp;
  readonly courier: TestCourier;
  readonly proxy: Proxy;
  /** Over the line. */
  readonly url: string;
  readonly socketUrl: string;
  readonly secretKey: string;
  close(): Promise<void>;
}

export async function startLine(): Promise<Line> {
  const app = await startTestApp({ ownDocumentsForAll: false });
  const courier = await createTestCourier(app.server);
  const proxy = await startProxy(Number(new URL(app.url).port));
  return {
    app, courier, proxy,
    url: `http://127.0.0.1:${proxy.port}/graphql`,
    socketUrl: `ws://127.0.0.1:${proxy.port}/graphql`,
    secretKey: courier.retailers[0]!.secretKey,
    async close() {
      await proxy.close();
      await app.close();
    },
  };
}

/** The input of an order without a hold; each `place` another address and window. */
export function orderInput(reference: string, place: number): CreateOrderInput {
  return {
    reference, recipient: { name: 'Ada Jensen' }, address: addressNear(place), basket: SMALL_BASKET,
    serviceLevelCode: 'two-hours', date: '2026-11-22', windowStart: ['10:00', '12:00', '14:00'][place % 3]!,
  };
}

/** What every client asks, does and follows. */
export const DOCUMENTS = {
  query: 'query FindOrder($reference: String!) { order(reference: $reference) { id reference deliveries { id state } } }',
  mutation: 'mutation MakeOrder($input: CreateOrderInput!) { createOrder(input: $input) { order { id reference } delivery { id state } userErrors { code message } } }',
  cancel: 'mutation Cancel($input: CancelDeliveryInput!) { cancelDelivery(input: $input) { delivery { id state } userErrors { code message } } }',
  subscription: 'subscription Follow($after: String) { deliveryEvents(after: $after) { cursor type deliveryId } }',
  head: '{ deliveryEventsHead }',
} as const;

/** One event as the clients get it. */
export interface FollowedEvent {
  readonly cursor: string;
  readonly type: string;
  readonly deliveryId: string | null;
}

/** How a client speaks; each test file brings its own. */
export interface SpokenClient {
  query(variables: { reference: string }): Promise<any>;
  mutate(document: 'mutation' | 'cancel', variables: object): Promise<any>;
  /** Follows until the returned function is called; tells each event and the end, if there is one. */
  follow(after: string, on: { event(event: FollowedEvent): void; failed(error: unknown): void }): () => void;
}

/**
 * The same story for every client: an order is made and found; its events are followed, the line is cut, something happens
 * meanwhile, and the client comes back by itself and misses nothing. Gives the events in order, repeated ones left out.
 */
export async function tellStory(line: Line, client: SpokenClient, reference: string, place: number): Promise<readonly string[]> {
  const head = await line.app.gql(DOCUMENTS.head, {}, line.secretKey);
  const seen = new Map<string, string>();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const confirmed = Promise.withResolvers<void>();
  const stop = client.follow(head.data['deliveryEventsHead'], {
    event({ cursor, type }) {
      seen.set(cursor, type);
      if (type === 'delivery.confirmed') confirmed.resolve();
      if (type === 'delivery.canceled') resolve();
    },
    failed: reject,
  });
  try {
    const made = await client.mutate('mutation', { input: orderInput(reference, place) });
    const found = await client.query({ reference });
    if (found.order.deliveries[0].id !== made.createOrder.delivery.id) throw new Error('The order that was found is another one.');
    await Promise.race([confirmed.promise, promise]);
    const back = line.proxy.cutSockets();
    await line.app.gql(DOCUMENTS.cancel, { input: { deliveryId: made.createOrder.delivery.id } }, line.secretKey);
    await back;
    await promise;
  } finally {
    stop();
  }
  return [...seen.values()];
}
