import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settled } from '../test/support/fake-clock.ts';
import { FakeSocket } from '../test/support/fake-socket.ts';
import { readText } from './document.ts';
import { createSocket } from './socket.ts';
import { subscription, type KeepEvery, type KeepLatest, type SubscribeOptions } from './subscribe.ts';

interface Event {
  readonly cursor: string | null;
}

let clock: FakeClock;
beforeEach(() => {
  FakeSocket.all.length = 0;
  clock = new FakeClock();
});

function follow(mode: KeepLatest | KeepEvery<Event>, options: SubscribeOptions & { after?: string } = {}) {
  const { after, ...rest } = options;
  const socket = createSocket({ url: 'wss://api.test', key: 'k', WebSocket: FakeSocket, clock });
  return subscription<Event>(socket, {
    ...rest,
    mode,
    read: readText,
    document: 'subscription Feed($after:String){feed(after:$after){cursor}}',
    variables: { kind: 'all', after },
    select: (data) => (data as { feed: Event }).feed,
  });
}

const FEED: KeepEvery<Event> = { keep: 'every', cursor: (event) => event.cursor };

function send(...cursors: (string | null)[]): void {
  for (const cursor of cursors) FakeSocket.last.next({ feed: { cursor } });
}

async function take(iterator: AsyncIterator<Event>, count: number): Promise<(string | null | undefined)[]> {
  const cursors = [];
  for (let taken = 0; taken < count; taken++) cursors.push(((await iterator.next()).value as Event | undefined)?.cursor);
  return cursors;
}

/** Asks for the first item, so that the subscription starts, and lets the server accept. */
function started(iterator: AsyncIterator<Event>): Promise<IteratorResult<Event>> {
  const first = iterator.next();
  FakeSocket.last.accept();
  return first;
}

test('sends nothing before the first item is asked for', async () => {
  const iterator = follow(FEED);
  await settled();
  expect(FakeSocket.all).toHaveLength(0);
  void iterator.next();
  expect(FakeSocket.all).toHaveLength(1);
});

test('a feed resumes after its newest cursor, without gap or duplicate', async () => {
  const iterator = follow(FEED, { after: 'c0' });
  const first = started(iterator);
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toEqual({ kind: 'all', after: 'c0' });
  send('c1', 'c2', 'c3');
  expect((await first).value).toEqual({ cursor: 'c1' });
  FakeSocket.last.lose(1006);
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toEqual({ kind: 'all', after: 'c3' });
  send('c2', 'c3', 'c4');
  expect(await take(iterator, 3)).toEqual(['c2', 'c3', 'c4']);
});

test('a feed that has seen nothing yet resumes where the caller began', async () => {
  const iterator = follow(FEED, { after: 'c0' });
  void started(iterator);
  FakeSocket.last.lose(4503, 'slow consumer, resume');
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toEqual({ kind: 'all', after: 'c0' });
});

test('a bookmark is never seen, and is where a feed resumes that has lost its connection before its first item', async () => {
  const iterator = follow({ ...FEED, isBookmark: ({ cursor }) => cursor?.startsWith('mark') ?? false });
  const first = started(iterator);
  send('mark7');
  FakeSocket.last.lose(1006);
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toEqual({ kind: 'all', after: 'mark7' });
  send('mark7', 'c8');
  expect((await first).value).toEqual({ cursor: 'c8' });
});

test('a full feed stops and resumes after its last cursor once the loop has caught up', async () => {
  const iterator = follow({ ...FEED, bufferLimit: 4 });
  const first = started(iterator);
  send('c1', 'c2', 'c3', 'c4', 'c5');
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'complete', id: '1' });
  await first;
  expect(await take(iterator, 1)).toEqual(['c2']);
  expect(FakeSocket.all).toHaveLength(1);
  expect(await take(iterator, 1)).toEqual(['c3']);
  expect(FakeSocket.all).toHaveLength(2);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toMatchObject({ after: 'c5' });
  send('c6');
  expect(await take(iterator, 3)).toEqual(['c4', 'c5', 'c6']);
});

test('a full feed without cursors ends with RESYNC_REQUIRED after what it holds', async () => {
  const iterator = follow({ ...FEED, bufferLimit: 2 });
  const first = started(iterator);
  send(null, null, null);
  await first;
  expect(await take(iterator, 2)).toEqual([null, null]);
  await expect(iterator.next()).rejects.toMatchObject({ name: 'ResyncRequiredError', code: 'RESYNC_REQUIRED' });
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test('a slow loop over states gets the newest only', async () => {
  const iterator = follow({ keep: 'latest' });
  const first = started(iterator);
  send('s1', 's2', 's3', 's4');
  expect((await first).value).toEqual({ cursor: 's1' });
  expect(await take(iterator, 1)).toEqual(['s4']);
});

test('states do not skip repeated ones, and resume with their own variables', async () => {
  const iterator = follow({ keep: 'latest' }, { after: 'x' });
  const first = started(iterator);
  send('s1');
  await first;
  FakeSocket.last.lose(1012);
  await clock.advance(1000);
  FakeSocket.last.accept();
  expect(FakeSocket.last.subscribed[0]?.payload?.variables).toEqual({ kind: 'all', after: 'x' });
  send('s1');
  expect(await take(iterator, 1)).toEqual(['s1']);
});

test('break stops the subscription', async () => {
  const iterator = follow(FEED);
  const loop = (async () => {
    for await (const event of iterator) return event.cursor;
    return 'ended';
  })();
  FakeSocket.last.accept();
  send('c1');
  expect(await loop).toBe('c1');
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: 'complete', id: '1' });
  expect(FakeSocket.last.closedWith).toBe(1000);
  expect(clock.pending).toBe(0);
});

test('an aborted signal ends the loop without an error and drops what waits', async () => {
  const controller = new AbortController();
  const states: string[] = [];
  const iterator = follow(FEED, { signal: controller.signal, onStateChange: (state) => states.push(state) });
  const first = started(iterator);
  send('c1', 'c2');
  await first;
  controller.abort();
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
  expect(FakeSocket.last.closedWith).toBe(1000);
  expect(states).toEqual(['connecting', 'live', 'closed']);
  expect(await follow(FEED, { signal: AbortSignal.abort() }).next()).toEqual({ done: true, value: undefined });
});

test('an abort while waiting for an item ends the wait', async () => {
  const controller = new AbortController();
  const first = started(follow(FEED, { signal: controller.signal }));
  controller.abort();
  expect(await first).toEqual({ done: true, value: undefined });
});

test('the loop throws what the server refuses, after what came before', async () => {
  const iterator = follow(FEED);
  const first = started(iterator);
  send('c1', 'c2');
  FakeSocket.last.message({ type: 'error', id: '1', payload: [{ message: 'Too old.', extensions: { code: 'RESYNC_REQUIRED' } }] });
  await first;
  expect(await take(iterator, 1)).toEqual(['c2']);
  await expect(iterator.next()).rejects.toMatchObject({ name: 'ResyncRequiredError' });
});

test('the loop ends when the server completes', async () => {
  const first = started(follow(FEED));
  FakeSocket.last.message({ type: 'complete', id: '1' });
  expect(await first).toEqual({ done: true, value: undefined });
});

test('says why it reconnects and when', async () => {
  const details: unknown[] = [];
  void started(follow(FEED, { onStateChange: (state, detail) => state === 'reconnecting' && details.push(detail) }));
  FakeSocket.last.lose(1012);
  expect(details).toMatchObject([{ retryInMs: 1000, error: { code: 'CONNECTION_FAILED' } }]);
});
