import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DeliveryType } from '../orders/delivery.type.ts';
import { AddressType } from '../platform/graphql/address.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, Duration } from '../platform/graphql/scalars.ts';
import type { Address } from '../shared/geo.ts';
import { STOP_STATES, VISIT_SIGNS, type StopState, type VisitSign } from './route.rules.ts';

const STOP_STATE = enumOf(STOP_STATES);
const VISIT_SIGN = enumOf(VISIT_SIGNS);

registerEnumType(VISIT_SIGN, {
  name: 'VisitSign',
  description: 'How an arrival or a departure came about. May grow.',
  valuesConfig: {
    DETECTED: { description: 'Seen from the positions of the van around the door.' },
    TAPPED: { description: 'Told by the driver, which corrects what was seen.' },
  },
});

registerEnumType(STOP_STATE, {
  name: 'StopState',
  description: 'How far a stop is. May grow.',
  valuesConfig: {
    PLANNED: { description: 'Still to come.' },
    ARRIVED: { description: 'The driver is there.' },
    DONE: { description: 'Served.' },
    FAILED: { description: 'Visited in vain.' },
  },
});

@ObjectType('Stop', { simpleResolvers: true, implements: NodeType, description: 'One visit on a route: arrive, serve, leave.' })
export class StopType extends NodeType {
  @Field(() => Int, { description: '0-based place in the route.' })
  sequence: number;

  @Field(() => STOP_STATE, { description: 'How far it is.' })
  state: StopState;

  @Field(() => [DeliveryType], { description: 'What is delivered there; empty for a place that is only held.' })
  readonly deliveries?: DeliveryType[];

  @Field(() => AddressType, { description: 'Where.' })
  readonly address?: Address;

  @Field(() => DeliveryWindow, { description: 'What was promised there.' })
  readonly window?: DeliveryWindow;

  @Field(() => DateTimeISO, { description: 'When the service is planned to begin: on arrival, or when the window opens.' })
  plannedArrival: Date;

  @Field(() => DateTimeISO, { description: 'When the van is planned to leave.' })
  plannedDeparture: Date;

  @Field(() => Duration, { description: 'How much later it could be without breaking a promise on this route.' })
  readonly slack?: number;

  @Field(() => Int, { description: 'Driving from the stop before, or from the depot, in meters.' })
  readonly distanceMeters?: number;

  @Field(() => Duration, { description: 'Driving time from the stop before, or from the depot.' })
  readonly drivingTime?: number;

  @Field(() => Boolean, { description: 'A place held for a shopper who has not confirmed.' })
  readonly tentative?: boolean;

  @Field(() => DateTimeISO, { nullable: true, description: 'When the driver arrived.' })
  arrivedAt?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When the driver left.' })
  departedAt?: Date | null;

  @Field(() => VISIT_SIGN, { nullable: true, description: 'How the arrival came about.' })
  arrivedBy?: VisitSign | null;

  @Field(() => VISIT_SIGN, { nullable: true, description: 'How the departure came about.' })
  departedBy?: VisitSign | null;

  /** For the field resolvers. */
  routeId: string;
  deliveryId?: string | null;
  holdId?: string | null;
  windowStart: Date;
  windowEnd: Date;
  slackSeconds: number;
  driveMeters: number;
  driveSeconds: number;
}
