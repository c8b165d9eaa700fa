import { LockMode } from '@mikro-orm/postgresql';
import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import { systemEntityManager, type Server } from '../platform/context.ts';
import { inOrganization } from '../platform/mutate.ts';

const MOST_A_RUN = 500;

/**
 * Lets go of what nobody fetched in time: AVAILABLE_FOR_PICKUP → RETURNING.
 * @returns the number of deliveries, at most 500 a run
 */
export async function returnUncollected(server: Server): Promise<number> {
  const now = server.clock.now();
  const late = await systemEntityManager(server.orm).execute<{ id: string; organization_id: string }[]>(
    `select id, organization_id from delivery where state = 'AVAILABLE_FOR_PICKUP' and available_until <= ? order by id limit ${MOST_A_RUN}`, [now]);
  for (const { id, organization_id } of late) {
    await inOrganization(server, organization_id, async (tx) => {
      const delivery = await tx.em.findOne(Delivery, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      // Fetched at the last moment, or another node was here.
      if (delivery?.state !== 'AVAILABLE_FOR_PICKUP') return;
      moveDelivery(tx, delivery, 'RETURNING', { occurredAt: delivery.availableUntil ?? now, data: { pickupPointId: delivery.pickupPointId } });
    });
  }
  return late.length;
}
