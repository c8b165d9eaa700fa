import type { ReadDocument, TypedDocument } from './document.ts';
import { ServerError, UserErrorsError, type UserError } from './errors.ts';
import type { SharedSocket } from './socket.ts';
import { subscription, type KeepEvery, type KeepLatest, type SubscribeOptions } from './subscribe.ts';
import type { RequestArguments, RequestOptions, Transport } from './transport.ts';

/** A query: variables, then options. One call is one request. */
export type QueryCall<Variables, Result> = (...rest: RequestArguments<Variables, RequestOptions>) => Promise<Result>;

/** The payload of a mutation that was carried out: what it changed is there. */
export type Carried<Payload, Key extends keyof Payload> = Omit<Payload, Key> & {
  readonly [K in Key]: NonNullable<Payload[K]>;
};

/** A mutation: its input, then options. One call is one request, sent again under the same idempotency key if need be. */
export interface MutationCall<Input, Payload, Key extends keyof Payload> {
  /** Throws `UserErrorsError` when it is refused. */
  (input: Input, options?: RequestOptions & { readonly throwOnUserErrors?: true | undefined }): Promise<Carried<Payload, Key>>;
  /** Gives the payload with its `userErrors` when it is refused. */
  (input: Input, options: RequestOptions & { readonly throwOnUserErrors: boolean }): Promise<Payload>;
}

/** A subscription: variables, then options. See `subscription` for what the loop does. */
export type SubscriptionCall<Variables, Item> = (
  ...rest: RequestArguments<Variables, SubscribeOptions>
) => AsyncIterableIterator<Item, undefined, undefined>;

/** A call of the query whose one field is `field`. */
export function queryCall<Field extends string, Result, Variables>(
  transport: Transport,
  document: TypedDocument<{ readonly [F in Field]: Result }, Variables>,
  field: Field,
): QueryCall<Variables, Result> {
  return async (...rest) => (await transport.request(document, ...rest))[field];
}

/** A call of the mutation whose one field is `field`; the members named are there when it was carried out. */
export function mutationCall<
  Field extends string, Payload extends { readonly userErrors: readonly UserError[] }, Input, Key extends keyof Payload,
>(
  transport: Transport,
  document: TypedDocument<{ readonly [F in Field]: Payload }, { input: Input }>,
  field: Field,
  ...carried: readonly Key[]
): MutationCall<Input, Payload, Key> {
  const call = async (input: Input, options: RequestOptions & { readonly throwOnUserErrors?: boolean | undefined } = {}) => {
    const payload = (await transport.request(document, { input }, options))[field];
    if (options.throwOnUserErrors === false) return payload;
    if (payload.userErrors.length > 0) throw new UserErrorsError(field, payload.userErrors, payload);
    const missing = carried.find((key) => payload[key] == null);
    if (missing === undefined) return payload;
    throw new ServerError(`${field}: the server gave neither \`${String(missing)}\` nor a user error.`, {
      code: 'INVALID_RESPONSE',
    });
  };
  // The check above is what makes a payload a carried one; the compiler can't follow it through the overloads.
  return call as MutationCall<Input, Payload, Key>;
}

/** A call of the subscription whose one field is `field`. */
export function subscriptionCall<Field extends string, Item, Variables>(
  socket: SharedSocket,
  document: TypedDocument<{ readonly [F in Field]: Item }, Variables>,
  field: Field,
  { read, ...mode }: { readonly read: ReadDocument } & (KeepLatest | KeepEvery<Item>),
): SubscriptionCall<Variables, Item> {
  // What comes for this document has this field, as with queries.
  const select = (data: unknown) => (data as { readonly [F in Field]: Item })[field];
  return (...[variables, options = {}]) => subscription(socket, { ...options, document, read, variables, select, mode });
}
