import type { Clock } from './clock.ts';
import { invalidOption } from './error-from-response.ts';
import type { WebSocketClass } from './socket.ts';
import type { CallLimits } from './with-retries.ts';

/** How a client talks to its server. */
export interface TransportOptions extends Omit<CallLimits, 'signal'> {
  /** The GraphQL endpoint, e.g. `https://api.example/graphql`. In a page it may be relative to the page. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly key: string;
  /** Default the platform's. */
  readonly fetch?: typeof fetch | undefined;
  /** Time and chance, for tests. Default the platform's. */
  readonly clock?: Clock | undefined;
}

/** How a client follows subscriptions. */
export interface SubscriptionOptions {
  /** Default `url` with `ws:` for `http:` and `wss:` for `https:`. */
  readonly subscriptionsUrl?: string | undefined;
  /** Default the platform's; Node has one since 22, before pass that of the ws package. */
  readonly WebSocket?: WebSocketClass | undefined;
  /** Reconnections that fail in a row before a subscription ends with its error. Default unlimited. */
  readonly maxReconnects?: number | undefined;
}

/** The absolute address; a relative one is resolved against the page. Throws `InvalidRequestError`. */
export function endpoint(url: string): string {
  try {
    return new URL(url, globalThis.location?.href).href;
  } catch {
    throw invalidOption(`\`url\` must be the address of the GraphQL endpoint; got ${url}.`);
  }
}

/** The address of the socket: the one given, or that of the endpoint. */
export function socketEndpoint(options: TransportOptions & SubscriptionOptions): string {
  return endpoint(options.subscriptionsUrl ?? options.url).replace(/^http/, 'ws');
}

/** The key as it is, when it can stand in a header. Throws `InvalidRequestError`, which does not repeat the key. */
export function checkedKey(key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)) return key;
  throw invalidOption(`The key must be a string without spaces; got ${key === '' ? 'an empty one' : typeof key}. Is the environment variable set?`);
}

/** Which client takes which other kind of key, by how the key begins. */
const TAKEN_BY: Readonly<Record<string, string>> = { pk: 'createStorefront', trk: 'createRecipient', drs: 'createDriver' };

/**
 * The key, unless it is of another kind, or stands in a page, where everybody can read it. Throws `InvalidRequestError`.
 * Workers are not told from servers that have the same globals; there only the key's kind helps.
 */
export function serverKey(key: string): string {
  const other = TAKEN_BY[/^(pk|trk|drs)_/.exec(key)?.[1] ?? ''];
  if (other) throw invalidOption(`createDoorstep takes a secret key (sk_…). For this one there is \`${other}\` of @doorstep/sdk/browser.`);
  if (!('document' in globalThis)) return key;
  throw invalidOption(
    'A secret key must never reach a browser: use `createStorefront` of @doorstep/sdk/browser with a publishable key. ' +
      'If this is a test of server code under a simulated DOM, run it in the Node environment.',
  );
}

/** Refuses what is a secret key by its text already when it is compiled; any other string passes. */
export type NotSecret<Key extends string> = Key extends `sk_${string}` ? never : Key;

/** The key, unless it is a secret one: those never belong into a page or a driver's app. Throws `InvalidRequestError`. */
export function browserKey(key: string): string {
  if (!key?.startsWith('sk_')) return key;
  throw invalidOption('A secret key must never reach a browser or an app: revoke it, and use a key made for there.');
}
