import { LockMode } from '@mikro-orm/postgresql';
import { Delivery } from '../orders/delivery.entity.ts';
import { DELIVERY_EVENT, stateEventType } from '../orders/delivery.events.ts';
import { inOrganization } from '../platform/mutate.ts';
import type { EventListener } from '../platform/jobs.ts';
import { Event } from '../platform/outbox/event.entity.ts';

/** After a failed attempt that may be tried again, tells (once) that the recipient can choose another window. */
export const offerReattempt: EventListener = {
  name: 'offer-reattempt',
  types: [stateEventType('ATTEMPT_FAILED')],
  async run(server, event) {
    await inOrganization(server, event.organizationId, async (tx) => {
      const delivery = await tx.em.findOne(Delivery, { id: event.subjectId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      // Goes back, or was rebooked before we came to it.
      if (delivery?.state !== 'ATTEMPT_FAILED') return;
      const data = { attemptEventId: event.id };
      const isOffered = await tx.em.count(Event, { subjectId: delivery.id, type: DELIVERY_EVENT.reattemptOffered, data });
      if (isOffered === 0) tx.emit({ type: DELIVERY_EVENT.reattemptOffered, subjectId: delivery.id, retailerId: delivery.retailerId, data });
    });
  },
};
