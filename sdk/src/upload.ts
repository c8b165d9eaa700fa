import { systemClock } from './clock.ts';
import { errorFromNetwork, errorFromStatus, invalidOption } from './error-from-response.ts';
import { endpoint, type TransportOptions } from './options.ts';
import { parseRetryAfter } from './retry.ts';
import { mergedLimits, withRetries, type CallLimits } from './with-retries.ts';

/** The bytes of a photo or signature and where they go. */
export interface Upload {
  /** As `createUpload` gave it; one without a host is that of the API. */
  readonly url: string;
  /** As `createUpload` was told it, e.g. `image/jpeg`. */
  readonly contentType: string;
  /** At most 5,000,000 bytes. */
  readonly body: Blob | Uint8Array<ArrayBuffer> | ArrayBuffer;
}

/** Sends the bytes; sending them twice is the same as once, so failures that may pass are tried again. */
export type PutUpload = (upload: Upload, limits?: CallLimits) => Promise<void>;

/** A `putUpload` with the key of a client. The key goes to the API's own origin only; anywhere else is refused. */
export function createPutUpload(options: TransportOptions): PutUpload {
  const api = endpoint(options.url);
  const authorization = `Bearer ${options.key}`;
  const clock = options.clock ?? systemClock;
  const label = { name: 'putUpload' };

  return async ({ url, contentType, body }, limits = {}) => {
    const target = new URL(url, api);
    if (target.origin !== new URL(api).origin) throw invalidOption(`putUpload sends the key to the API only, not to ${target.origin}.`);
    const headers = { authorization, 'content-type': contentType };
    await withRetries({ clock, label, limits: mergedLimits(options, limits) }, async (signal) => {
      const response = await (options.fetch ?? fetch)(target, { method: 'PUT', headers, body, signal, credentials: 'omit' }).catch(
        (cause: unknown) => {
          throw errorFromNetwork(label, cause);
        },
      );
      await response.body?.cancel();
      if (response.ok) return;
      throw errorFromStatus(response.status, label, {
        requestId: response.headers.get('x-request-id') ?? undefined,
        retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after'), clock.now()),
      });
    });
  };
}
