import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket as WsPackage, WebSocketServer } from 'ws';
import { createDoorstep, type SubscriptionState, type WebSocketClass } from '../src/index.ts';
import { systemClock } from '../src/clock.ts';

/** The server half of graphql-transport-ws as others wrote it, over real sockets, with a feed of numbers. */
const schema = buildSchema(`
  type Query { ready: Boolean }
  type Event { cursor: String! }
  type Subscription { feed(after: String, until: Int!): Event!, refused: Event! }
`);

let http: Server;
let sockets: WebSocketServer;
let inits: unknown[];
/** Right after sending these the server breaks every connection, once each. */
let breaksAfter: Set<number>;
beforeEach(async () => {
  http = createServer();
  sockets = new WebSocketServer({ server: http });
  inits = [];
  breaksAfter = new Set();
  useServer(
    {
      schema,
      roots: {
        subscription: {
          async *feed({ after, until }: { after?: string; until: number }) {
            for (let place = Number(after ?? 0) + 1; place <= until; place++) {
              yield { feed: { cursor: String(place) } };
              if (!breaksAfter.delete(place)) continue;
              for (const socket of sockets.clients) socket.terminate();
              return;
            }
          },
          refused() {
            throw new GraphQLError('Not yours.', { extensions: { code: 'NOT_FOUND' } });
          },
        },
      },
      onConnect: ({ connectionParams }) => {
        inits.push(connectionParams);
        return connectionParams?.['key'] !== 'sk_wrong';
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets.clients) socket.terminate();
  await new Promise((resolve) => http.close(resolve));
});

const FEED = 'subscription Feed($after:String,$until:Int!){feed(after:$after,until:$until){cursor}}';

interface Feed {
  readonly feed: { readonly cursor: string };
}

function client(key = 'sk_right', WebSocket?: WebSocketClass) {
  const { port } = http.address() as AddressInfo;
  // Reconnects at once: the waits have tests of their own.
  return createDoorstep({ url: `http://127.0.0.1:${port}`, secretKey: key, WebSocket, clock: { ...systemClock, random: () => 0 } });
}

function feed(doorstep: ReturnType<typeof client>, until: number, onStateChange?: (state: SubscriptionState) => void) {
  return doorstep.subscribe<Feed, { until: number }>(FEED, { until }, { keep: 'every', cursor: ({ feed }) => feed.cursor, onStateChange });
}

test.each([
  ['the WebSocket of the platform', globalThis.WebSocket],
  ['that of the ws package', WsPackage],
])('with %s it follows a feed to its end and hands over the key', async (_name, WebSocket) => {
  const cursors = [];
  for await (const { feed: event } of feed(client('sk_right', WebSocket), 5)) cursors.push(event.cursor);
  expect(cursors).toEqual(['1', '2', '3', '4', '5']);
  expect(inits).toEqual([{ key: 'sk_right' }]);
});

test('loses its connection in the middle and goes on without gap or duplicate', async () => {
  const cursors: string[] = [];
  const states: SubscriptionState[] = [];
  breaksAfter = new Set([3, 500]);
  for await (const { feed: event } of feed(client(), 1_000, (state) => states.push(state))) {
    cursors.push(event.cursor);
  }
  expect(cursors).toEqual(Array.from({ length: 1000 }, (_, index) => String(index + 1)));
  expect(states).toEqual(['connecting', 'live', 'reconnecting', 'live', 'reconnecting', 'live', 'closed']);
});

test('a refused key and a refused subscription end the loop with their errors', async () => {
  await expect(feed(client('sk_wrong'), 5).next()).rejects.toMatchObject({ name: 'PermissionError' });
  const refused = client().subscribe('subscription{refused{cursor}}', {}, { keep: 'latest' });
  await expect(refused.next()).rejects.toMatchObject({ name: 'NotFoundError', message: expect.stringContaining('Not yours.') });
});

test('break closes the socket in order', async () => {
  const closed = new Promise<number>((resolve) => sockets.once('connection', (socket) => socket.once('close', resolve)));
  for await (const _event of feed(client(), 1000)) break;
  expect(await closed).toBe(1000);
});
