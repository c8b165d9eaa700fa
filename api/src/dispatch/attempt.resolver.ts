import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { DeliveryType } from '../orders/delivery.type.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import type { Attempt } from './attempt.entity.ts';
import { attemptsOfDeliveryLoader } from './attempt.loader.ts';
import { AttemptType, Proof } from './attempt.type.ts';
import { positionOf, showProof } from './show-proof.ts';

@Resolver(() => AttemptType)
export class AttemptResolver {
  @FieldResolver(() => PositionType, { nullable: true })
  position(@Root() attempt: Attempt): PositionType | null {
    return positionOf(attempt);
  }

  @FieldResolver(() => Proof, { nullable: true, description: 'Evidence; null when none was given.' })
  proof(@Root() attempt: Attempt, @Ctx() { server }: RequestContext): Proof | null {
    return showProof(server, attempt);
  }
}

/** What this slice adds to a delivery. */
@Resolver(() => DeliveryType)
export class DeliveryAttemptsResolver {
  @FieldResolver(() => [AttemptType], { description: 'Tries at the door, oldest first.' })
  attempts(@Root() { id }: DeliveryType, @Ctx() context: RequestContext): Promise<AttemptType[]> {
    return loaderOf(context, attemptsOfDeliveryLoader).load(id);
  }
}
