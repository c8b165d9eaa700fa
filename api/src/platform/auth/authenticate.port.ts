import type { Server } from '../context.ts';
import type { Actor } from './actor.ts';

/**
 * Finds out who a token belongs to. The origin is the browser's, where there is one.
 * @throws DoorstepError `UNAUTHENTICATED` for a token that is unknown, expired or revoked, `FORBIDDEN` for a publishable key from a foreign origin.
 */
export type Authenticate = (server: Server, token: string, origin: string | undefined) => Promise<Actor>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the key of the request has been read. */
    actor?: Actor;
  }
}
