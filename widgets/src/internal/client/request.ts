import type { TypedDocument } from '@doorstep/sdk/browser';

const SECOND = 1000;
const ATTEMPT_WITHIN = 10 * SECOND;
const MOST_TRIES = 4;
/** Longer than this no shopper waits for what the server asks us to wait for. */
const LONGEST_WAIT = 20 * SECOND;

/** What went wrong, with the codes of the SDK. */
export class RequestFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryable = false,
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

export interface RequestSettings {
  readonly signal?: AbortSignal;
  /** Lets it outlive its page. */
  readonly keepalive?: boolean;
}

/** Sends a document of ours as one request and gives its data. */
export type Request = <Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  settings?: RequestSettings,
) => Promise<Result>;

/** An address of the page's or an absolute one; throws when it is neither. */
export function addressOf(url: string): URL {
  try {
    return new URL(url, document.baseURI);
  } catch {
    throw new RequestFailure('INVALID_OPTION', `"${url}" is no address.`);
  }
}

/** A secret key is never sent from a page. */
export function checkedKey(key: string): string {
  if (/^sk_|[^\x21-\x7e]/.test(key)) throw new RequestFailure('INVALID_OPTION', 'Expected pk_… or trk_….');
  return key;
}

/** Waits longer after each failure, by chance, so that pages that failed together don't come back together. */
export function pauseAfter(failures: number, base: number, most: number): number {
  return Math.random() * Math.min(most, base * 2 ** failures);
}

/**
 * A client of a tenth of the SDK's size, for the handful of documents that widgets send, by their ids. As the SDK does it tries
 * again what may pass, a mutation under one idempotency key, so that it acts once.
 */
export function createRequest(url: string, key: string): Request {
  const address = addressOf(url);
  const authorization = `Bearer ${checkedKey(key)}`;
  return async (document, variables, { signal, keepalive = false } = {}) => {
    const [kind, operationName, documentId] = String(document).split(' ');
    const headers: Record<string, string> = { accept: 'application/graphql-response+json', authorization, 'content-type': 'application/json' };
    if (kind === 'mutation') headers['idempotency-key'] = newKey();
    const init: RequestInit = { method: 'POST', headers, body: JSON.stringify({ documentId, operationName, variables }), credentials: 'omit', keepalive };
    for (let failures = 0; ; ) {
      try {
        // What the server answers to a document is what its type says.
        return (await attempt(address, init, signal)) as never;
      } catch (error) {
        const { retryable, retryAfter } = error as RequestFailure;
        if (signal?.aborted || !retryable || ++failures === MOST_TRIES || retryAfter > LONGEST_WAIT) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.max(retryAfter, pauseAfter(failures, SECOND / 4, SECOND * 4))));
        signal?.throwIfAborted();
      }
    }
  };
}

async function attempt(address: URL, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
  const limit = AbortSignal.timeout(ATTEMPT_WITHIN);
  let response: Response;
  let answer: { readonly data?: unknown; readonly errors?: readonly { readonly message?: string; readonly extensions?: Record<string, any> }[] } | undefined;
  try {
    response = await fetch(address, { ...init, signal: signal ? AbortSignal.any([signal, limit]) : limit });
    answer = await response.json().catch((error: unknown) => {
      // A page of a proxy is no answer; a connection that broke in the middle is no page.
      if (!(error instanceof SyntaxError)) throw error;
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new RequestFailure(limit.aborted ? 'TIMEOUT' : 'CONNECTION_FAILED', String(error), true);
  }
  const { status, headers } = response;
  const [problem] = answer?.errors ?? [];
  if (response.ok && !problem && answer?.data) return answer.data;
  const { code = codeOf(status), retryable, retryAfterSeconds = Number(headers.get('retry-after')) } = problem?.extensions ?? {};
  const mayPass = retryable ?? (status === 408 || status === 429 || status >= 500);
  throw new RequestFailure(code, `${problem?.message ?? `HTTP ${status}`} ${headers.get('x-request-id') ?? ''}`, mayPass, (retryAfterSeconds || 0) * SECOND);
}

/** For an answer that is none of the API's own. */
function codeOf(status: number): string {
  return status < 400 ? 'INVALID_RESPONSE' : status >= 500 ? 'UNAVAILABLE' : 'BAD_USER_INPUT';
}

/** `crypto.randomUUID` exists only in secure contexts, and a shop in development may be served over plain http. */
function newKey(): string {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join('-');
}
