import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../platform/graphql/connection.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { DateTimeISO, JSONObject } from '../platform/graphql/scalars.ts';
import { DeliveryType } from './delivery.type.ts';

@ObjectType('JourneyEvent', { simpleResolvers: true, implements: NodeType, description: 'One fact in a delivery\'s timeline, or in the life of a hold, route or plan.' })
export class JourneyEventType extends NodeType {
  @Field(() => String, { nullable: true, description: 'Place in the organization\'s feed; resume after it. Null in the moment before the relay has placed it.' })
  readonly cursor?: string | null;

  @Field(() => String, { description: 'e.g. `delivery.loaded`. May grow.' })
  type: string;

  @Field(() => DateTimeISO, { description: 'When it happened.' })
  occurredAt: Date;

  @Field(() => DateTimeISO, { description: 'When we learned of it.' })
  recordedAt: Date;

  @Field(() => String, { description: 'Who did it: kind and id of the key, or `system`.' })
  actor: string;

  @Field(() => PositionType, { nullable: true, description: 'Where it happened.' })
  position?: PositionType | null;

  @Field(() => DeliveryType, { nullable: true, description: 'The delivery it is about.' })
  readonly delivery?: DeliveryType | null;

  @Field(() => ID, { nullable: true, description: 'Id of the delivery it is about.' })
  readonly deliveryId?: string | null;

  @Field(() => JSONObject, { description: 'What its type adds, e.g. the reason of a failed attempt.' })
  data: Record<string, unknown>;

  /** For the field resolvers. */
  subjectId: string;
  feedPosition?: number | null;
}

export const JourneyEventConnection = connectionType(JourneyEventType, 'JourneyEvent');
