import { GraphQLError, parse, validate, type DocumentNode } from 'graphql';
import type { FakeActor } from './actor.ts';
import { textOf } from './documents.ts';
import { run, schema, type Once } from './execute.ts';
import { fakeError, sentError, STATUS } from './fake-error.ts';
import type { Faults } from './faults.ts';
import type { World } from './world.ts';
import type { ServerErrorCode } from '../errors.ts';

/** One request as it came in. */
export interface SeenRequest {
  /** Name of the operation, e.g. `HoldDeliveryOption`. */
  readonly operation: string;
  /** Its variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The key's kind, or null for one that is not known. */
  readonly actor: FakeActor['kind'] | null;
  /** What the mutation was sent under. */
  readonly idempotencyKey: string | null;
}

/** What a fake server needs to answer. */
export interface HttpFake {
  readonly world: World;
  readonly faults: Faults;
  readonly seen: SeenRequest[];
  readonly actorOf: (token: string) => FakeActor | undefined;
  /** Outcomes by idempotency key. */
  readonly outcomes: Map<string, { readonly input: string; readonly outcome: unknown }>;
}

interface Body {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Answers one request as a server does. Rejects with a `TypeError`, as `fetch` does, when the server can't be reached. */
export async function answer(fake: HttpFake, request: Request): Promise<Response> {
  const requestId = fake.world.newId('req');
  const body = await readBody(request);
  const actor = fake.actorOf(/^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '');
  const operation = body?.operationName ?? /(?:query|mutation)\s+(\w+)/.exec(String(body?.query))?.[1] ?? '';
  const idempotencyKey = request.headers.get('idempotency-key');
  fake.seen.push({ operation, variables: body?.variables ?? {}, actor: actor?.kind ?? null, idempotencyKey });

  const fault = fake.faults.take(operation);
  if (fault?.fault === 'slow') await abortable(fault.milliseconds ?? 1000, request.signal);
  if (fault?.fault === 'down') throw new TypeError('fetch failed');
  if (fault?.fault === 'garbage') return new Response('<html>Bad gateway</html>', { headers: { 'content-type': 'text/html' } });
  const after = String(fault?.retryAfterSeconds ?? 1);
  const headers = { 'x-request-id': requestId };
  const refuse = (error: GraphQLError, more: Record<string, string> = {}) => {
    const sent = sentError(error, requestId);
    return Response.json({ errors: [sent] }, { status: STATUS[sent.extensions.code as ServerErrorCode] ?? 500, headers: { ...headers, ...more } });
  };
  if (fault?.fault === 'rate limited') return refuse(fakeError('RATE_LIMITED', `Try again in ${after} s.`), { 'retry-after': after });
  if (fault?.fault === 'unavailable') return refuse(fakeError('UNAVAILABLE', 'The server is starting.'), { 'retry-after': after });
  if (fault?.fault === 'internal') return refuse(fakeError('INTERNAL_SERVER_ERROR', `Something went wrong on our side. Request ${requestId}.`));

  try {
    if (!body) throw fakeError('BAD_USER_INPUT', 'The body is not JSON.');
    if (!actor) throw fakeError('UNAUTHENTICATED', 'No key like this is known. Check that it was copied whole and belongs to this server.');
    const document = parsed(textOf(body, actor));
    const once = onceFor(fake, actor, idempotencyKey);
    const { data, errors } = await run({ document, operationName: body.operationName ?? undefined, variables: body.variables ?? undefined, context: { world: fake.world, actor, once } });
    if (fault?.fault === 'lost answer') throw new TypeError('fetch failed');
    // Without data nothing has run: the variables were wrong.
    const sent = errors?.map((error) => sentError(error, requestId, data === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR'));
    return Response.json({ ...(data !== undefined && { data }), ...(sent && { errors: sent }) }, { status: data === undefined ? 400 : 200, headers });
  } catch (error) {
    if (error instanceof GraphQLError) return refuse(error);
    throw error;
  }
}

/** The document, when it is one and fits the schema. Throws as a server answers. */
export function parsed(text: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    throw fakeError('GRAPHQL_PARSE_FAILED', (error as GraphQLError).message);
  }
  const [wrong] = validate(schema(), document);
  if (wrong) throw fakeError('GRAPHQL_VALIDATION_FAILED', wrong.message);
  return document;
}

function onceFor({ outcomes }: HttpFake, { token }: FakeActor, idempotencyKey: string | null): Once {
  return (field, input, act) => {
    if (!idempotencyKey) return act();
    const key = JSON.stringify([token, field, idempotencyKey]);
    const known = outcomes.get(key);
    if (known && known.input !== JSON.stringify(input)) {
      throw fakeError('IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was already used with another input. Use a new key for a new request, or send the same input again.');
    }
    const outcome = known ? known.outcome : act();
    outcomes.set(key, { input: JSON.stringify(input), outcome });
    return outcome;
  };
}

async function readBody(request: Request): Promise<Body | undefined> {
  try {
    const body: unknown = JSON.parse(await request.text());
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/** A wait that ends with the request. */
function abortable(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }, { once: true });
  });
}
