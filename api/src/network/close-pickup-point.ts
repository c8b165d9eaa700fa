import { made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { PickupPoint } from './pickup-point.entity.ts';

/** Takes a pickup point off sale. What was promised to it still comes, and what waits there can be fetched. Done twice it is done once. */
export async function closePickupPoint(tx: Transaction, { pickupPointId }: { readonly pickupPointId: string }): Promise<SetupOutcome> {
  const point = await tx.em.findOne(PickupPoint, { id: pickupPointId });
  if (!point) return refused(notFound(['pickupPointId'], 'There is no such pickup point. Take an id from the query "pickupPoints".'));
  point.closedAt ??= tx.clock.now();
  return made(point.id);
}
