import { IsolationLevel, type EntityManager } from '@mikro-orm/postgresql';
import { tenantEntityManager, type RequestContext, type Server } from '../platform/context.ts';
import { DoorstepError } from '../shared/errors.ts';

/** What reading options needs. `em` sees the whole organization: all retailers share the vans. */
export interface QuoteReader {
  readonly server: Server;
  readonly em: EntityManager;
  readonly organizationId: string;
  /** Null: a key of the organization itself. */
  readonly retailerId: string | null;
}

/**
 * Reads with the eyes of the whole organization, in one read-only snapshot, so that stops and routes are of the same version.
 * What comes out must be options, never anybody's stops.
 */
export function readAsOrganization<T>({ server, actor }: RequestContext, read: (reader: QuoteReader) => Promise<T>): Promise<T> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
  const { organizationId, retailerId } = actor;
  const em = tenantEntityManager(server.orm, actor, 'organization');
  return em.transactional((snapshot) => read({ server, em: snapshot, organizationId, retailerId }), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });
}
