import { Field, ObjectType } from 'type-graphql';
import { RetailerType } from '../accounts/retailer.type.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { DeliveryType } from './delivery.type.ts';

@ObjectType('Order', { simpleResolvers: true, implements: NodeType, description: 'What a shopper bought from a retailer.' })
export class OrderType extends NodeType {
  @Field(() => String, { description: 'The retailer\'s own order number, unique per retailer.' })
  reference: string;

  @Field(() => RetailerType, { description: 'Who sold it.' })
  readonly retailer?: RetailerType;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => [DeliveryType], { description: 'Its deliveries, oldest first.' })
  readonly deliveries?: DeliveryType[];

  /** For the field resolver of `retailer`. */
  retailerId: string;
}

export const OrderConnection = connectionType(OrderType, 'Order');
