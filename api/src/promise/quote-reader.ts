import type { EntityManager } from '@mikro-orm/postgresql';
import type { PickupPoint } from '../network/pickup-point.entity.ts';
import type { ServiceLevel } from '../network/service-level.entity.ts';
import { tenantEntityManager, type RequestContext, type Server } from '../platform/context.ts';
import { PlanView } from '../routes/plan-view.ts';
import { DoorstepError } from '../shared/errors.ts';

/** What reading options needs. `em` sees the whole organization: all retailers share the vans. */
export interface QuoteReader {
  readonly server: Server;
  readonly em: EntityManager;
  /** What is sold and the plans, out of memory, as of a moment after the request came. */
  readonly view: PlanView;
  readonly organizationId: string;
  /** Null: a key of the organization itself. */
  readonly retailerId: string | null;
}

const VIEW = Symbol('view');

/** Reads with the eyes of the whole organization. What comes out must be options, never anybody's stops. */
export function readAsOrganization<T>({ server, actor, loaders }: RequestContext, read: (reader: QuoteReader) => Promise<T>): Promise<T> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
  const { organizationId, retailerId } = actor;
  const view = new PlanView(server, organizationId);
  loaders.set(VIEW, view);
  return read({ server, em: tenantEntityManager(server.orm, actor, 'organization'), view, organizationId, retailerId });
}

/** A service level that options of this request were made of; it need not be read again. */
export function findSoldLevel(context: RequestContext, serviceLevelId: string): ServiceLevel | undefined {
  return viewOf(context)?.lastCatalogue?.serviceLevels.find(({ id }) => id === serviceLevelId);
}

/** The same of a pickup point. */
export function findOfferedPoint(context: RequestContext, pickupPointId: string): PickupPoint | undefined {
  return viewOf(context)?.lastCatalogue?.pickupPoints.find(({ id }) => id === pickupPointId);
}

function viewOf({ loaders }: RequestContext): PlanView | undefined {
  return loaders.get(VIEW) as PlanView | undefined; // set above, nowhere else
}
