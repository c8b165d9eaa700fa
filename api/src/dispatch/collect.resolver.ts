import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { collectDelivery } from './collect-delivery.ts';
import { CollectDeliveryInput, CollectDeliveryPayload } from './collect.type.ts';

@Resolver()
export class CollectResolver {
  @Mutation(() => CollectDeliveryPayload, { description: 'Hands out what waits at a locker or pickup point. Scope `collect` or `plan:write`.' })
  @Authorized<Scope>('collect', 'plan:write')
  async collectDelivery(@Arg('input', () => CollectDeliveryInput, { description: 'Code or delivery.' }) input: CollectDeliveryInput, @Ctx() context: RequestContext): Promise<CollectDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'collectDelivery', input }, (tx) => collectDelivery(tx, input));
    const parcels = deliveryId === null ? [] : await context.em.find(Parcel, { deliveryId }, { orderBy: { id: 'asc' } });
    return { deliveryId, state: deliveryId === null ? null : 'COLLECTED', barcodes: parcels.map(({ barcode }) => barcode), userErrors };
  }
}
