import type { Server } from '../context.ts';
import type { Actor } from './actor.ts';

/**
 * Finds out who a token belongs to. The origin is the browser's, where there is one.
 * @throws DoorstepError `UNAUTHENTICATED` for a token that is unknown, expired or revoked, `FORBIDDEN` for a publishable key from a foreign origin.
 * @param options `isFresh`: read the key anew, whatever is remembered of it
 */
export type Authenticate = (server: Server, token: string, origin: string | undefined, options?: { readonly isFresh?: boolean }) => Promise<Actor>;

const KEY_TOPIC = 'key:';

/** Tells all nodes that a key was changed or revoked. Call it after the commit. */
export function tellKeyChanged(server: Server, keyId: string): void {
  server.live.publish(`${KEY_TOPIC}${keyId}`);
}

/** Hears of every key that was changed or revoked on any node, and when such news may have been missed; the returned function stops it. */
export function onKeyChanged(server: Server, { heard, missed }: { heard(keyId: string): void; missed(): void }): () => void {
  return server.live.hear(KEY_TOPIC, { heard: (topic) => heard(topic.slice(KEY_TOPIC.length)), missed });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the key of the request has been read. */
    actor?: Actor;
  }
}
