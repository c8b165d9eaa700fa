import type { Actor } from '../platform/auth/actor.ts';
import { onKeyChanged, tellKeyChanged } from '../platform/auth/authenticate.port.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { hashOf, looksLikeToken } from '../platform/auth/tokens.ts';
import { systemEntityManager, type Server } from '../platform/context.ts';
import { DoorstepError } from '../shared/errors.ts';
import { SECOND } from '../shared/time.ts';
import { AccessKey } from './access-key.entity.ts';

/** How long another node's revocation may go unnoticed here when news of it was lost. */
const MAX_AGE = 5 * SECOND;
const MAX_ENTRIES = 10_000;

interface Known {
  readonly key: AccessKey;
  readonly actor: Actor;
  readonly readAt: number;
}

const KNOWN_KEYS = new WeakMap<Server, Map<string, Known>>();

/**
 * Finds out who a token belongs to. Looks up by hash, as the system role, because the tenant is not known yet; a key that
 * was read less than five seconds ago is not read again.
 * @param origin the browser's, where there is one: a publishable key may be bound to some
 * @param options `isFresh`: read the key anew, whatever is remembered of it
 * @throws DoorstepError `UNAUTHENTICATED` for a token that is unknown, expired or revoked; `FORBIDDEN` for a publishable key from an origin that is not its own
 */
export async function authenticateKey(server: Server, token: string, origin?: string, { isFresh = false }: { readonly isFresh?: boolean } = {}): Promise<Actor> {
  if (!looksLikeToken(token)) {
    throw new DoorstepError('UNAUTHENTICATED', 'This is not the form of a Doorstep key. Send one that starts with sk_, pk_, drs_, trk_ or ppk_ as "Authorization: Bearer <key>".');
  }
  const known = await readKey(server, hashOf(token), isFresh);
  if (!known) throw new DoorstepError('UNAUTHENTICATED', 'No key like this is known. Check that it was copied whole and belongs to this server.');
  const { key, actor } = known;
  if (key.revokedAt) throw new DoorstepError('UNAUTHENTICATED', `The key ${key.hint}… was revoked. Use another one.`);
  if (key.expiresAt && key.expiresAt <= server.clock.now()) {
    throw new DoorstepError('UNAUTHENTICATED', `The key ${key.hint}… expired at ${key.expiresAt.toISOString()}. Ask for a new one.`);
  }
  if (key.kind === 'PUBLISHABLE_KEY') checkOrigin(key, origin);
  return actor;
}

/** Whether this process read the key lately: it exists, and asking for it costs the database nothing. */
export function isKnownKey(server: Server, token: string): boolean {
  return KNOWN_KEYS.get(server)?.has(hashOf(token)) ?? false;
}

/** The holder of a tracking link that is named by its id, for an address that proves by itself that we wrote it; undefined when it is none, or has ended. */
export async function authenticateLink({ orm, clock }: Server, keyId: string): Promise<Actor | undefined> {
  const key = await systemEntityManager(orm).findOne(AccessKey, { id: keyId, kind: 'TRACKING_LINK' });
  const isGood = key && !key.revokedAt && !(key.expiresAt && key.expiresAt <= clock.now());
  return isGood ? actorOf(key) : undefined;
}

/** Makes every node read a key anew at its next use, and look at the sockets it opened. Call it after the commit that changed the key. */
export function forgetKey(server: Server, keyId: string): void {
  forgetHere(server, keyId);
  tellKeyChanged(server, keyId);
}

function forgetHere(server: Server, keyId: string): void {
  const keys = KNOWN_KEYS.get(server);
  for (const [hash, known] of keys ?? []) if (known.key.id === keyId) keys?.delete(hash);
}

function knownKeysOf(server: Server): Map<string, Known> {
  const known = KNOWN_KEYS.get(server);
  if (known) return known;
  const keys = new Map<string, Known>();
  KNOWN_KEYS.set(server, keys);
  onKeyChanged(server, { heard: (keyId) => forgetHere(server, keyId), missed: () => keys.clear() });
  return keys;
}

async function readKey(server: Server, hash: string, isFresh: boolean): Promise<Known | undefined> {
  const keys = knownKeysOf(server);
  const now = server.clock.now().getTime();
  const cached = keys.get(hash);
  // A clock that was set back must not keep a key for longer.
  if (!isFresh && cached && Math.abs(now - cached.readAt) < MAX_AGE) return cached;

  const key = await systemEntityManager(server.orm).findOne(AccessKey, { hash });
  keys.delete(hash);
  if (!key) return undefined;
  const known = { key, actor: actorOf(key), readAt: now };
  keys.set(hash, known);
  const [oldest] = keys.keys();
  if (keys.size > MAX_ENTRIES && oldest !== undefined) keys.delete(oldest);
  return known;
}

function actorOf(key: AccessKey): Actor {
  return {
    kind: key.kind,
    keyId: key.id,
    organizationId: key.organizationId,
    retailerId: key.retailerId ?? null,
    subjectId: key.subjectId ?? null,
    scopes: new Set(key.scopes as Scope[]), // written from SCOPES by newAccessKey
  };
}

function checkOrigin(key: AccessKey, origin: string | undefined): void {
  if (key.allowedOrigins.length === 0 || (origin !== undefined && key.allowedOrigins.includes(origin))) return;
  throw new DoorstepError(
    'FORBIDDEN',
    origin === undefined
      ? `The publishable key ${key.hint}… is bound to web pages, and this request names no Origin. On a server, use a secret key.`
      : `The publishable key ${key.hint}… may not be used from ${origin}. Make a key whose allowedOrigins has this origin.`,
  );
}
