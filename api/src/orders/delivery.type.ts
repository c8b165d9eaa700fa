import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DepotType } from '../network/depot.type.ts';
import { PickupPointType } from '../network/pickup-point.type.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { AddressType } from '../platform/graphql/address.type.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import type { Address } from '../shared/geo.ts';
import { DELIVERY_KINDS, DELIVERY_STATES, HANDLING_NEEDS, type DeliveryKind, type DeliveryState, type HandlingNeed } from './delivery.rules.ts';

const DELIVERY_KIND = enumOf(DELIVERY_KINDS);
/** The GraphQL enum; the recipient's view uses it too. */
export const DELIVERY_STATE = enumOf(DELIVERY_STATES);
/** The GraphQL enum; baskets use it too. */
export const HANDLING_NEED = enumOf(HANDLING_NEEDS);

registerEnumType(DELIVERY_KIND, {
  name: 'DeliveryKind',
  description: 'What is done at the door. May grow.',
  valuesConfig: {
    DROP_OFF: { description: 'Parcels are handed over.' },
    RETURN: { description: 'Parcels are picked up and go back to the retailer.' },
    EXCHANGE: { description: 'Parcels are handed over against others.' },
    SERVICE: { description: 'Something is done there, without parcels.' },
    TRANSFER: { description: 'Parcels go from one depot to another.' },
  },
});

registerEnumType(DELIVERY_STATE, {
  name: 'DeliveryState',
  description: 'How far a delivery is. May grow.',
  valuesConfig: {
    CONFIRMED: { description: 'Promised: its place in a day plan is proven.' },
    PLANNED: { description: 'Its route was planned.' },
    LOADED: { description: 'Every parcel was scanned onto its vehicle.' },
    OUT_FOR_DELIVERY: { description: 'Its route has started.' },
    ARRIVING: { description: 'The van is near, and this is its next stop.' },
    ARRIVED: { description: 'The driver is at the door.' },
    DELIVERED: { description: 'Handed over, with proof.' },
    AVAILABLE_FOR_PICKUP: { description: 'It waits for its recipient in the locker or pickup point.' },
    COLLECTED: { description: 'Its recipient fetched it there.' },
    ATTEMPT_FAILED: { description: 'Nobody took it; it can be booked again.' },
    RETURNING: { description: 'It goes back to the depot.' },
    RETURNED: { description: 'It is back at the depot.' },
    CANCELED: { description: 'Called off before it was loaded.' },
  },
});

registerEnumType(HANDLING_NEED, {
  name: 'HandlingNeed',
  description: 'What a delivery needs of vehicle, driver or proof. May grow.',
  valuesConfig: {
    FRAGILE: { description: 'Handle with care.' },
    KEEP_COLD: { description: 'Stays cold on the way; needs a driver with that skill.' },
    TWO_PERSON: { description: 'Carried by two; needs a driver with that skill.' },
    AGE_CHECK: { description: 'Only to adults; needs a driver with that skill.' },
    SIGNATURE: { description: 'The recipient signs.' },
    PIN: { description: 'The recipient tells the driver four digits.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Who receives.' })
export class Recipient {
  @Field(() => String, { description: 'Full name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'For messages about the delivery.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'For messages about the delivery, and calls at the door.' })
  phone?: string | null;
}

@InputType({ description: 'Who receives.' })
export class RecipientInput {
  @Field(() => String, { description: 'Full name, 1 to 200 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'For messages about the delivery, at most 320 characters.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'For messages about the delivery, and calls at the door, at most 40 characters.' })
  phone?: string | null;
}

@ObjectType('Delivery', { simpleResolvers: true, implements: NodeType, description: 'One hand-over at one address.' })
export class DeliveryType extends NodeType {
  @Field(() => DELIVERY_KIND, { description: 'What is done at the door.' })
  kind: DeliveryKind;

  @Field(() => DELIVERY_STATE, { description: 'How far it is.' })
  state: DeliveryState;

  @Field(() => Recipient, { description: 'Who receives.' })
  recipient: Recipient;

  @Field(() => AddressType, { description: 'Where.' })
  address: Address;

  @Field(() => String, { nullable: true, description: 'What the recipient or retailer wants the driver to know.' })
  instructions?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the recipient lets it be left when nobody is home.' })
  safePlace?: string | null;

  @Field(() => ServiceLevelType, { description: 'What was sold.' })
  readonly serviceLevel?: ServiceLevelType;

  @Field(() => DepotType, { description: 'Where its route starts.' })
  readonly depot?: DepotType;

  @Field(() => DeliveryWindow, { description: 'What was promised.' })
  readonly window?: DeliveryWindow;

  @Field(() => Money, { description: 'What the retailer was offered it for.' })
  readonly price?: Money;

  @Field(() => [HANDLING_NEED], { description: 'What it needs of vehicle, driver or proof.' })
  handlingNeeds: HandlingNeed[];

  @Field(() => PickupPointType, { nullable: true, description: 'Where it waits for its recipient; null: it is brought to the door.' })
  readonly pickupPoint?: PickupPointType | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Until when it waits there; null before it came.' })
  availableUntil?: Date | null;

  @Field(() => DateTimeISO, { description: 'When it was confirmed.' })
  createdAt: Date;

  /** For the field resolvers. */
  pickupPointId?: string | null;
  orderId: string;
  serviceLevelId: string;
  depotId: string;
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
  priceMinor: number;
  currency: string;
}

export const DeliveryConnection = connectionType(DeliveryType, 'Delivery');

@InputType({ description: 'Which deliveries; all conditions hold.' })
export class DeliveryFilter {
  @Field(() => [DELIVERY_STATE], { nullable: true, description: 'In one of these states.' })
  states?: DeliveryState[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'On this service day of its depot.' })
  date?: string | null;

  @Field(() => ID, { nullable: true, description: 'From this depot.' })
  depotId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this retailer.' })
  retailerId?: string | null;
}
