import { expect, test } from 'vitest';
import { createDriver, createRecipient, createStorefront } from '../src/browser.ts';
import { createDoorstep } from '../src/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { FakeSocket } from './support/fake-socket.ts';

/** Everything a client can do takes a signal, with the other options behind what the call is about. */
type Call = (variables: unknown, options: unknown) => Promise<unknown> | AsyncIterableIterator<unknown>;

const URL = 'https://api.test/graphql';
const NOT_CALLS = ['close', 'request', 'subscribe'];
const LIVE = ['dayTracking', 'deliveryEvents', 'deliveryTracking', 'routeTracking'];
const UPLOAD = { url: '/uploads/1', contentType: 'image/png', body: new Uint8Array(1) };

interface Sent {
  readonly signal: AbortSignal | null | undefined;
}

/** A network that takes requests and never answers, and says when the SDK has given one up. */
function silentNetwork() {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = (_input, init) => {
    sent.push({ signal: init?.signal });
    return new Promise(() => {});
  };
  const clock = new FakeClock();
  const shared = { url: URL, fetch, clock, WebSocket: FakeSocket };
  const clients = {
    doorstep: createDoorstep({ ...shared, secretKey: 'sk_test' }),
    storefront: createStorefront({ ...shared, publishableKey: 'pk_test' }),
    driver: createDriver({ ...shared, sessionToken: 'drs_test' }),
    recipient: createRecipient({ ...shared, trackingToken: 'trk_test' }),
  };
  return { sent, clock, clients };
}

const names = Object.entries(silentNetwork().clients).flatMap(([client, calls]) =>
  Object.keys(calls).filter((name) => !NOT_CALLS.includes(name)).map((name) => [client, name] as const),
);
/** Calls of a recipient that take nothing but options. */
const WITHOUT_INPUT = ['getDeliveryTracking', 'deliveryTracking', 'getTrackingLink'];
const requests = names.filter(([, name]) => !LIVE.includes(name));

function start(clients: object, [client, name]: readonly [string, string], signal: AbortSignal) {
  // By name, because what is asserted holds for whatever there is.
  const calls = (clients as Record<string, Record<string, Call>>)[client] ?? {};
  const alone = client === 'recipient' && WITHOUT_INPUT.includes(name);
  return alone ? (calls[name] as unknown as (options: unknown) => never)({ signal }) : calls[name]?.(name === 'putUpload' ? UPLOAD : {}, { signal });
}

test.each(requests)('%s.%s is given up when its signal is aborted, with its reason and nothing left behind', async (...call) => {
  const { sent, clock, clients } = silentNetwork();
  const controller = new AbortController();
  const running = start(clients, call, controller.signal) as Promise<unknown>;
  await expect.poll(() => sent).toHaveLength(1);
  const reason = new Error('The shopper has left.');
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(sent[0]?.signal?.aborted).toBe(true);
  expect(clock.pending).toBe(0);
});

test.each(requests)('%s.%s sends nothing under a signal that is aborted already', async (...call) => {
  const { sent, clock, clients } = silentNetwork();
  const reason = new Error('Too late.');
  await expect(start(clients, call, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(sent).toEqual([]);
  expect(clock.pending).toBe(0);
});

test.each(names.filter(([, name]) => LIVE.includes(name)))('%s.%s ends its loop without an error', async (...call) => {
  FakeSocket.all.length = 0;
  const { clients, clock } = silentNetwork();
  const controller = new AbortController();
  const next = (start(clients, call, controller.signal) as AsyncIterableIterator<unknown>).next();
  FakeSocket.last.accept();
  controller.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(FakeSocket.last.closedWith).toBe(1000);
  expect(clock.pending).toBe(0);

  FakeSocket.all.length = 0;
  const ended = start(clients, call, AbortSignal.abort()) as AsyncIterableIterator<unknown>;
  expect(await ended.next()).toEqual({ done: true, value: undefined });
  expect(FakeSocket.all).toEqual([]);
});
