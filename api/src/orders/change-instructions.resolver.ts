import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { ChangeInstructionsInput, ChangeInstructionsPayload } from './change-instructions.type.ts';
import { changeInstructions } from './change-instructions.ts';
import { Delivery } from './delivery.entity.ts';

@Resolver()
export class ChangeInstructionsResolver {
  @Mutation(() => ChangeInstructionsPayload, { description: 'Tells the driver what to know, until the driver is at the door. Scope `link:instructions` or `orders:write`.' })
  @Authorized<Scope>('link:instructions', 'orders:write')
  async changeInstructions(@Arg('input', () => ChangeInstructionsInput, { description: 'What to know.' }) input: ChangeInstructionsInput, @Ctx() context: RequestContext): Promise<ChangeInstructionsPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'changeInstructions', input }, (tx) => changeInstructions(tx, input));
    const delivery = deliveryId === null ? null : await context.em.findOne(Delivery, { id: deliveryId }, { refresh: true });
    return { instructions: delivery?.instructions ?? null, safePlace: delivery?.safePlace ?? null, userErrors };
  }
}
