import { invalidOption } from '../error-from-response.ts';

/** The scheme of symmetric signatures: HMAC with SHA-256. Others in a header are passed over. */
export const SCHEME = 'v1';

const PREFIX = 'whsec_';
const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;
/** What the standard allows, in bytes. */
const SECRET_BYTES = { least: 24, most: 64 } as const;

/** The three parts that are signed: header `webhook-id`, header `webhook-timestamp` (seconds), body as it was sent. */
export interface SignedParts {
  readonly id: string;
  readonly timestamp: string;
  readonly body: string;
}

/** The key of a `whsec_…` secret. Throws `InvalidRequestError`, which does not repeat the secret. */
export function importSecret(secret: string): Promise<CryptoKey> {
  const encoded = secret?.startsWith(PREFIX) ? secret.slice(PREFIX.length) : undefined;
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (!bytes || bytes.length < SECRET_BYTES.least || bytes.length > SECRET_BYTES.most) {
    throw invalidOption(
      `A webhook secret is \`${PREFIX}\` and ${SECRET_BYTES.least} to ${SECRET_BYTES.most} bytes in base64. Is the environment variable set?`,
    );
  }
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

/** One signature as it stands in the header: `v1,` and base64. */
export async function sign(key: CryptoKey, parts: SignedParts): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.sign(HMAC, key, signedBytes(parts)));
  return `${SCHEME},${btoa(String.fromCharCode(...bytes))}`;
}

/** Whether a signature (base64) is right. The platform compares, in a time that does not depend on where they differ. */
export async function isRight(key: CryptoKey, signature: string, parts: SignedParts): Promise<boolean> {
  const bytes = fromBase64(signature);
  return bytes !== undefined && crypto.subtle.verify(HMAC, key, bytes, signedBytes(parts));
}

function signedBytes({ id, timestamp, body }: SignedParts): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${id}.${timestamp}.${body}`);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
