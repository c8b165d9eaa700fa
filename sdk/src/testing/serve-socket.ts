import { GraphQLError, Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { FakeActor } from './actor.ts';
import { textOf } from './documents.ts';
import { checkScopes, run } from './execute.ts';
import { fakeError, sentError } from './fake-error.ts';
import { fits, positionOf, readFeed, type FeedFilter } from './feed.ts';
import { trackedDelivery, type FakeContext } from './roots.ts';
import { parsed } from './serve-http.ts';
import { cursorOf, eventView, trackingView, type View } from './views.ts';
import type { World } from './world.ts';

/** The server's end of one socket. */
export interface SocketEnd {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** What a socket needs. */
export interface SocketFake {
  readonly world: World;
  readonly actorOf: (token: string) => FakeActor | undefined;
}

/** What the other end of a socket does. */
export interface ServedSocket {
  /** A message has come. */
  receive(text: string): void;
  /** It has gone. */
  closed(): void;
}

interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: {
    readonly key?: string;
    readonly query?: string;
    readonly operationName?: string | null;
    readonly variables?: Readonly<Record<string, unknown>> | null;
    readonly extensions?: { readonly documentId?: unknown };
  };
}

/** Speaks graphql-transport-ws as a server does: subscriptions only, the key in `connection_init`. */
export function serveSocket({ world, actorOf }: SocketFake, end: SocketEnd): ServedSocket {
  const running = new Map<string, () => void>();
  let actor: FakeActor | undefined;
  const say = (message: object) => end.send(JSON.stringify(message));

  const stop = (id: string) => {
    running.get(id)?.();
    running.delete(id);
  };
  const fail = (id: string, error: unknown) => {
    stop(id);
    const known = error instanceof GraphQLError ? error : fakeError('INTERNAL_SERVER_ERROR', String(error));
    say({ type: 'error', id, payload: [sentError(known, world.newId('req'))] });
  };
  const subscribe = (id: string, payload: NonNullable<Message['payload']>, context: FakeContext) => {
    const document = parsed(textOf({ query: payload.query, documentId: payload.extensions?.documentId }, context.actor));
    const field = rootOf(document);
    const args = { ...payload.variables, ...argumentsOf(document) };
    const once = () => null;
    // Events are said in order, whichever of them takes longer to execute.
    let said = Promise.resolve();
    const emit = (value: View) => {
      const result = run({ document, operationName: payload.operationName ?? undefined, variables: payload.variables ?? undefined, context: { ...context, once }, rootValue: { [field]: value } });
      said = said.then(async () => {
        const { data, errors } = await result;
        if (!running.has(id)) return;
        if (errors) fail(id, errors[0]);
        else say({ type: 'next', id, payload: { data } });
      });
    };
    running.set(id, () => {});
    running.set(id, sourceOf(field)(context, args, emit));
  };

  return {
    receive(text) {
      const { type, id = '', payload = {} } = JSON.parse(text) as Message;
      if (type === 'ping') return say({ type: 'pong' });
      if (type === 'connection_init') {
        actor = actorOf(payload.key ?? '');
        if (!actor) return end.close(4403, 'No key like this is known.');
        return say({ type: 'connection_ack' });
      }
      if (type === 'complete') return stop(id);
      if (type !== 'subscribe') return end.close(4400, 'Unknown message');
      if (!actor) return end.close(4401, 'Unauthorized');
      try {
        subscribe(id, payload, { world, actor });
      } catch (error) {
        fail(id, error);
      }
    },
    closed() {
      for (const id of [...running.keys()]) stop(id);
    },
  };
}

type Source = (context: FakeContext, args: Readonly<Record<string, unknown>>, emit: (value: View) => void) => () => void;

/** What a subscription yields; the function it gives ends it. */
function sourceOf(field: string): Source {
  if (field === 'deliveryTracking') return followTracking;
  if (field === 'deliveryEvents') return followFeed;
  return () => {
    throw fakeError('FORBIDDEN', `The fake's keys are those of a retailer, which may not follow "${field}".`);
  };
}

const followTracking: Source = (context, { deliveryId }, emit) => {
  checkScopes(context.actor, ['tracking:link', 'tracking:read']);
  const { world, actor } = context;
  const delivery = trackedDelivery(context, deliveryId as string | null | undefined);
  if (!delivery) throw fakeError('NOT_FOUND', 'There is no such delivery.');
  let before = '';
  const look = () => {
    const view = trackingView(world, delivery, actor.kind === 'TRACKING_LINK');
    // Time alone is no news.
    const { asOf: _, ...noticed } = view;
    const now = JSON.stringify(noticed);
    if (now === before) return;
    before = now;
    emit(view);
  };
  look();
  return listen(world, look);
};

const followFeed: Source = ({ world, actor }, { after, filter, bookmarks }, emit) => {
  checkScopes(actor, ['events:read']);
  const wanted = filter as FeedFilter | null | undefined;
  const behind = after as string | null | undefined;
  let position = behind == null ? world.feed.length : positionOf(world, behind);
  if (bookmarks) emit({ ...bookmarkView(world), cursor: cursorOf(position) });
  const look = () => {
    for (const event of readFeed(world, cursorOf(position)).slice()) {
      position = event.position;
      if (fits(event, wanted)) emit(eventView(event));
    }
  };
  look();
  return listen(world, look);
};

function bookmarkView({ now }: World): View {
  const at = new Date(now).toISOString();
  return { __typename: 'JourneyEvent', id: 'evt_00000000000000000000000000', type: 'feed.bookmark', occurredAt: at, recordedAt: at, actor: 'system', position: null, deliveryId: null, data: {} };
}

function listen({ listeners }: World, look: () => void): () => void {
  listeners.add(look);
  return () => listeners.delete(look);
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== 'subscription') throw fakeError('BAD_USER_INPUT', 'Only subscriptions run over WebSocket. Send the others over HTTP.');
  return operation;
}

function rootOf(document: DocumentNode): string {
  const [selection] = operationOf(document).selectionSet.selections;
  return selection?.kind === Kind.FIELD ? selection.name.value : '';
}

/** Arguments that stand in the document itself, as booleans and strings do. */
function argumentsOf(document: DocumentNode): Readonly<Record<string, unknown>> {
  const [selection] = operationOf(document).selectionSet.selections;
  const given = selection?.kind === Kind.FIELD ? (selection.arguments ?? []) : [];
  return Object.fromEntries(given.flatMap(({ name, value }) => ('value' in value ? [[name.value, value.value]] : [])));
}
