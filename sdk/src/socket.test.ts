import { beforeEach, expect, test, vi } from 'vitest';
import { FakeClock } from '../test/support/fake-clock.ts';
import { FakeSocket } from '../test/support/fake-socket.ts';
import type { DoorstepError } from './errors.ts';
import { createSocket, type SharedSocket, type Sink } from './socket.ts';

const MINUTE = 60_000;

let clock: FakeClock;
let socket: SharedSocket;
beforeEach(() => {
  FakeSocket.all.length = 0;
  clock = new FakeClock();
  socket = createSocket({ url: 'wss://api.test/graphql', key: 'trk_1', WebSocket: FakeSocket, clock });
});

function sink() {
  const states: string[] = [];
  const ends: (DoorstepError | undefined)[] = [];
  const items: unknown[] = [];
  const one: Sink = {
    payload: vi.fn(() => ({ query: 'subscription S{s}', operationName: 'S' })),
    next: (data) => items.push(data),
    end: (error) => ends.push(error),
    state: (state) => states.push(state),
  };
  return { one, states, ends, items };
}

test('opens nothing before the first subscription, then one socket for all', () => {
  expect(FakeSocket.all).toHaveLength(0);
  const [a, b] = [sink(), sink()];
  socket.start(a.one);
  socket.start(b.one);
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.last).toMatchObject({ url: 'wss://api.test/graphql', protocol: 'graphql-transport-ws' });
  FakeSocket.last.accept();
  expect(FakeSocket.last.sent).toEqual([
    { type: 'connection_init', payload: { key: 'trk_1' } },
    { type: 'subscribe', id: '1', payload: { query: 'subscription S{s}', operationName: 'S' } },
    { type: 'subscribe', id: '2', payload: { query: 'subscription S{s}', operationName: 'S' } },
  ]);
  FakeSocket.last.next({ s: 1 }, '1');
  FakeSocket.last.next({ s: 2 }, '2');
  expect([a.items, b.items]).toEqual([[{ s: 1 }], [{ s: 2 }]]);
  expect(a.states).toEqual(['connecting', 'live']);
});

test('subscribes nothing before the acknowledgement', () => {
  socket.start(sink().one);
  FakeSocket.last.onopen?.({});
  expect(FakeSocket.last.subscribed).toHaveLength(0);
});

test('stopping one tells the server, stopping the last closes the socket', () => {
  const stopFirst = socket.start(sink().one);
  const stopSecond = socket.start(sink().one);
  FakeSocket.last.accept();
  stopFirst();
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'complete', id: '1' });
  expect(FakeSocket.last.closedWith).toBeUndefined();
  stopSecond();
  expect(FakeSocket.last.closedWith).toBe(1000);
  expect(clock.pending).toBe(0);
});

test.each([1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, 4400, 4401, 4403, 4406, 4409, 4429, 4402, 4499 - 1])(
  'close code %i is final',
  async (code) => {
    const { one, ends } = sink();
    socket.start(one);
    FakeSocket.last.accept();
    FakeSocket.last.lose(code, 'Because');
    await clock.advance(10 * MINUTE);
    expect(FakeSocket.all).toHaveLength(1);
    expect(ends).toMatchObject([{ retryable: false }]);
    expect(ends[0]?.message).toContain(`Closed with ${code}. It said: Because.`);
  },
);

test.each([
  [4400, 'BAD_USER_INPUT'], [4401, 'UNAUTHENTICATED'], [4403, 'FORBIDDEN'], [4429, 'RATE_LIMITED'], [1009, 'LIMIT_EXCEEDED'],
])('close code %i becomes %s', (code, expected) => {
  const { one, ends } = sink();
  socket.start(one);
  FakeSocket.last.lose(code);
  expect(ends[0]?.code).toBe(expected);
});

test.each([1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015, 4408, 4499, 4500, 4503, 4504])(
  'after close code %i it connects and subscribes again',
  async (code) => {
    const { one, states, ends, items } = sink();
    socket.start(one);
    FakeSocket.last.accept();
    FakeSocket.last.lose(code);
    expect(states).toEqual(['connecting', 'live', 'reconnecting']);
    await clock.advance(1000);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.accept();
    expect(FakeSocket.last.subscribed).toHaveLength(1);
    FakeSocket.last.next({ s: 'again' });
    expect(items).toEqual([{ s: 'again' }]);
    expect(states.at(-1)).toBe('live');
    expect(ends).toEqual([]);
  },
);

test('waits grow to half a minute on average while the server is away, and start anew after a steady connection', async () => {
  socket.start(sink().one);
  for (let failure = 0; failure < 7; failure++) {
    FakeSocket.last.lose(1006);
    await clock.advance(clock.sleeps.at(-1) ?? 0);
  }
  expect(clock.sleeps).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  FakeSocket.last.accept();
  await clock.advance(10_000);
  FakeSocket.last.lose(1006);
  expect(clock.sleeps.at(-1)).toBe(1000);
});

test('a server that accepts and drops at once is not hammered', async () => {
  socket.start(sink().one);
  for (let failure = 0; failure < 3; failure++) {
    FakeSocket.last.accept();
    FakeSocket.last.lose(1011);
    await clock.advance(clock.sleeps.at(-1) ?? 0);
  }
  expect(clock.sleeps).toEqual([1000, 2000, 4000]);
});

test('gives up after maxReconnects failures in a row', async () => {
  socket = createSocket({ url: 'wss://api.test', key: 'k', WebSocket: FakeSocket, clock, maxReconnects: 2 });
  const { one, ends } = sink();
  socket.start(one);
  for (let failure = 0; failure < 3; failure++) {
    expect(ends).toEqual([]);
    FakeSocket.last.lose(1006);
    await clock.advance(clock.sleeps.at(-1) ?? 0);
  }
  expect(ends).toMatchObject([{ code: 'CONNECTION_FAILED' }]);
  expect(FakeSocket.all).toHaveLength(3);
});

test('answers pings and pings a silent server itself', async () => {
  socket.start(sink().one);
  FakeSocket.last.accept();
  FakeSocket.last.message({ type: 'ping' });
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'pong' });
  await clock.advance(20_000);
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'ping' });
  FakeSocket.last.message({ type: 'pong' });
  await clock.advance(19_999);
  expect(FakeSocket.last.closedWith).toBeUndefined();
});

test('gives up a dead connection that never closes, and a server that never acknowledges', async () => {
  const { one, states } = sink();
  socket.start(one);
  FakeSocket.last.accept();
  await clock.advance(30_000);
  expect(FakeSocket.last.closedWith).toBe(4499);
  expect(states.at(-1)).toBe('reconnecting');
  await clock.advance(1000);
  expect(FakeSocket.all).toHaveLength(2);
  await clock.advance(10_000);
  expect(FakeSocket.last.closedWith).toBe(4499);
});

test('a refused subscription ends alone', () => {
  const [bad, good] = [sink(), sink()];
  socket.start(bad.one);
  socket.start(good.one);
  FakeSocket.last.accept();
  FakeSocket.last.message({ type: 'error', id: '1', payload: [{ message: 'No.', extensions: { code: 'NOT_FOUND' } }] });
  expect(bad.ends).toMatchObject([{ name: 'NotFoundError' }]);
  FakeSocket.last.next({ s: 1 }, '2');
  expect(good.items).toEqual([{ s: 1 }]);
});

test('errors beside or instead of data end the subscription at both ends', () => {
  const { one, ends } = sink();
  socket.start(one);
  FakeSocket.last.accept();
  const errors = [{ message: 'Too old.', extensions: { code: 'RESYNC_REQUIRED' } }];
  FakeSocket.last.message({ type: 'next', id: '1', payload: { data: null, errors } });
  expect(ends).toMatchObject([{ name: 'ResyncRequiredError' }]);
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'complete', id: '1' });
});

test('a retryable refusal is tried again on the same socket after the time the server asks for', async () => {
  const { one, ends, states } = sink();
  socket.start(one);
  FakeSocket.last.accept();
  const extensions = { code: 'RATE_LIMITED', retryAfterSeconds: 5 };
  FakeSocket.last.message({ type: 'error', id: '1', payload: [{ message: 'No.', extensions }] });
  expect(states.at(-1)).toBe('reconnecting');
  await clock.advance(4999);
  expect(FakeSocket.last.subscribed).toHaveLength(1);
  await clock.advance(1);
  expect(FakeSocket.last.subscribed.map(({ id }) => id)).toEqual(['1', '2']);
  expect(ends).toEqual([]);
});

test('a refused one waits its time even when the connection is lost meanwhile', async () => {
  socket.start(sink().one);
  FakeSocket.last.accept();
  const extensions = { code: 'RATE_LIMITED', retryAfterSeconds: 9 };
  FakeSocket.last.message({ type: 'error', id: '1', payload: [{ message: 'No.', extensions }] });
  FakeSocket.last.lose(1006);
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed).toHaveLength(0);
  await clock.advance(8000);
  expect(FakeSocket.last.subscribed).toHaveLength(1);
});

test('the server completes it', () => {
  const { one, ends } = sink();
  socket.start(one);
  FakeSocket.last.accept();
  FakeSocket.last.message({ type: 'complete', id: '1' });
  expect(ends).toEqual([undefined]);
  expect(FakeSocket.last.closedWith).toBe(1000);
});

test('messages of a newer server are ignored, what is no message ends everything', () => {
  const { one, ends } = sink();
  socket.start(one);
  FakeSocket.last.accept();
  FakeSocket.last.message({ type: 'weather', id: '1' });
  FakeSocket.last.message({ type: 'next', id: '99', payload: { data: { s: 1 } } });
  expect(ends).toEqual([]);
  FakeSocket.last.onmessage?.({ data: '<html>' });
  expect(ends).toMatchObject([{ code: 'INVALID_RESPONSE' }]);
});

test('closing while waiting to reconnect opens nothing any more', async () => {
  const { one, ends } = sink();
  socket.start(one);
  FakeSocket.last.lose(1006);
  socket.close();
  await clock.advance(MINUTE);
  expect(FakeSocket.all).toHaveLength(1);
  expect(ends).toEqual([undefined]);
  expect(clock.pending).toBe(0);
});

test('a subscription started while waiting to reconnect goes with the others', async () => {
  socket.start(sink().one);
  FakeSocket.last.lose(1006);
  const late = sink();
  socket.start(late.one);
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.all).toHaveLength(2);
  expect(FakeSocket.last.subscribed).toHaveLength(2);
});

test('a platform without WebSocket is told what to do', () => {
  vi.stubGlobal('WebSocket', undefined);
  const { one, ends } = sink();
  createSocket({ url: 'wss://api.test', key: 'k', clock }).start(one);
  vi.unstubAllGlobals();
  expect(ends).toMatchObject([{ code: 'INVALID_OPTION', message: expect.stringContaining('Pass `{ WebSocket }`') }]);
});
