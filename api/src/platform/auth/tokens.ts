import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { ActorKind } from '../../shared/actor-kind.ts';

const PREFIX: Record<ActorKind, string> = {
  SECRET_KEY: 'sk',
  PUBLISHABLE_KEY: 'pk',
  DRIVER_SESSION: 'drs',
  TRACKING_LINK: 'trk',
  PICKUP_POINT_KEY: 'ppk',
};
const HINT_LENGTH = 9;
const TOKEN_PATTERN = /^(sk|pk|drs|trk|ppk)_[A-Za-z0-9_-]{32,64}$/;

/** A new token with 192 random bits, e.g. `sk_…`. Shown once; only its hash is stored. */
export function newToken(kind: ActorKind): string {
  return `${PREFIX[kind]}_${randomBytes(24).toString('base64url')}`;
}

/** The token that belongs to a key id under the server's secret: the same each time, so that an answer can be given again without storing it. */
export function derivedToken(kind: ActorKind, keyId: string, secret: Buffer): string {
  const bytes = createHmac('sha256', secret).update(`token:${kind}:${keyId}`).digest().subarray(0, 24);
  return `${PREFIX[kind]}_${bytes.toString('base64url')}`;
}

/** SHA-256 in hex. Tokens are random, so a plain hash is as good as a slow one, and can be looked up. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** First characters of a token, enough to recognize it by and useless to guess it from. */
export function hintOf(token: string): string {
  return token.slice(0, HINT_LENGTH);
}

export function looksLikeToken(text: string): boolean {
  return TOKEN_PATTERN.test(text);
}
