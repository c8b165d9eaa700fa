import { systemClock } from './clock.ts';
import type { ReadDocument, TypedDocument } from './document.ts';
import {
  errorFromGarbage, errorFromGraphQL, errorFromNetwork, errorFromStatus, type RequestLabel, type ResponseLabel,
} from './error-from-response.ts';
import type { GraphQLErrorLike } from './errors.ts';
import { endpoint, type TransportOptions } from './options.ts';
import { parseRetryAfter } from './retry.ts';
import { mergedLimits, withRetries, type CallLimits } from './with-retries.ts';

/** What can be said differently for one call. */
export interface RequestOptions extends CallLimits {
  /** Only for mutations: 24 hours long the same key gives the same answer and acts once. Default a new UUID per call. */
  readonly idempotencyKey?: string | undefined;
  /** Lets a request outlive its page, e.g. a release in `pagehide` (at most 64 KB). Default false. */
  readonly keepalive?: boolean | undefined;
}

/** Arguments after the document: variables may be left out when none is required. */
export type RequestArguments<Variables, Options> = {} extends Variables
  ? [variables?: Variables, options?: Options]
  : [variables: Variables, options?: Options];

/** Sends one document as one HTTP request and gives its `data`. */
export interface Transport {
  /**
   * Rejects with a `DoorstepError`, or with the reason of the signal. Failures that may pass (network, time-out of a try,
   * 408, 429, 5xx, errors marked retryable) are tried again; a mutation keeps its idempotency key, so it acts once.
   */
  request<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: RequestArguments<Variables, RequestOptions>
  ): Promise<Result>;
}

/**
 * A transport over `fetch` for documents that `read` can read. Throws `InvalidRequestError` when `url` is
 * unusable; sends nothing by itself.
 */
export function createTransport(options: TransportOptions, read: ReadDocument): Transport {
  const url = endpoint(options.url);
  const authorization = `Bearer ${options.key}`;
  const clock = options.clock ?? systemClock;

  return {
    request<Result, Variables>(
      document: TypedDocument<Result, Variables>,
      ...[variables, call = {}]: RequestArguments<Variables, RequestOptions>
    ): Promise<Result> {
      const { type, name, sent } = read(document.toString());
      const idempotencyKey = type === 'mutation' ? (call.idempotencyKey ?? newIdempotencyKey()) : undefined;
      const label: RequestLabel = { name, idempotencyKey };
      const init: RequestInit = {
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json, application/json;q=0.9',
          authorization,
          'content-type': 'application/json',
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        body: JSON.stringify({ ...sent, operationName: name || undefined, variables }),
        credentials: 'omit',
        keepalive: !!call.keepalive,
      };
      // The document's type says what the server answers to it; that the two agree is what the schema check is for.
      return withRetries({ clock, label, limits: mergedLimits(options, call) }, (signal) =>
        fetchOnce({ ...init, signal }, label),
      ) as Promise<Result>;
    },
  };

  async function fetchOnce(init: RequestInit, label: RequestLabel): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await (options.fetch ?? fetch)(url, init);
      text = await response.text();
    } catch (cause) {
      throw errorFromNetwork(label, cause);
    }
    const { status, headers } = response;
    const about: ResponseLabel = {
      status,
      requestId: headers.get('x-request-id') ?? undefined,
      retryAfterSeconds: parseRetryAfter(headers.get('retry-after'), clock.now()),
    };
    const answer = parseAnswer(text);
    if (answer?.errors?.length) throw errorFromGraphQL(answer.errors, label, about);
    if (!response.ok) throw errorFromStatus(status, label, about);
    if (!answer?.data) throw errorFromGarbage(label, about);
    return answer.data;
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorLike[];
}

/** What is JSON but no object has no members either, so looking for them is safe. */
function parseAnswer(text: string): Answer | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `crypto.randomUUID` exists only in secure contexts, and a shop in development may be served over plain http. */
function newIdempotencyKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
