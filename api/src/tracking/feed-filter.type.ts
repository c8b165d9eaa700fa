import { Field, ID, InputType, Int } from 'type-graphql';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import { DELIVERY_STATE } from '../orders/delivery.type.ts';

@InputType({ description: 'Which events of the feed. Of `types`, `states`, `etaWithinMinutes` and `withinMeters` one must fit, where any is given; `deliveryIds` must fit, too.' })
export class DeliveryEventFilter {
  @Field(() => [ID], { nullable: true, description: 'Only of these deliveries, at most 100.' })
  deliveryIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Events of these types, e.g. `delivery.delivered`; at most 50.' })
  types?: string[] | null;

  @Field(() => [DELIVERY_STATE], { nullable: true, description: 'A delivery has come into one of these states.' })
  states?: DeliveryState[] | null;

  @Field(() => Int, { nullable: true, description: 'The estimate (p50) of a delivery has come below so many minutes: 60, 30, 20, 15, 10 or 5. Told once a delivery and route, as `delivery.nearing`.' })
  etaWithinMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'The vehicle, on its way to this door next, has come within so many meters: 5000, 2000, 1000, 500 or 200. Told once a delivery and route, as `delivery.nearing`.' })
  withinMeters?: number | null;
}
