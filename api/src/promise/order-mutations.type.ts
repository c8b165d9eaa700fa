import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DeliveryType, RecipientInput } from '../orders/delivery.type.ts';
import { OrderType } from '../orders/order.type.ts';
import { BasketInput } from '../orders/parcel.type.ts';
import { AddressInput } from '../platform/graphql/address.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money } from '../platform/graphql/money.type.ts';
import { LocalDate, LocalTime } from '../platform/graphql/scalars.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { FeePart } from './fee.type.ts';
import { ORDER_ERROR_CODES, type OrderErrorCode } from './hold.rules.ts';
import { DeliveryOptionType } from './promise.type.ts';

const ORDER_ERROR_CODE = enumOf(ORDER_ERROR_CODES);

registerEnumType(ORDER_ERROR_CODE, {
  name: 'OrderErrorCode',
  description: 'Why an order or delivery was not made or changed. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such thing, or this key may not see it.' },
    HOLD_EXPIRED: { description: 'The hold\'s time is up; hold a window again.' },
    HOLD_NOT_HELD: { description: 'The hold was confirmed or released already.' },
    INVALID_INPUT: { description: 'A value is missing or outside of what is allowed.' },
    UNKNOWN_ADDRESS: { description: 'The address is not known; check it or give its position.' },
    OUTSIDE_TERRITORY: { description: 'No depot serves the address.' },
    NO_CAPACITY: { description: 'No van can come in that window without breaking a promise already made.' },
    ALREADY_EXISTS: { description: 'The retailer has an order with this reference.' },
    INVALID_STATE: { description: 'The delivery is too far for that, or not far enough.' },
    WINDOW_GONE: { description: 'The window can\'t be had any more.' },
    QUOTE_EXPIRED: { description: 'The quote is too old; ask again.' },
    QUOTE_INVALID: { description: 'The quote or option is not one that was made for this key.' },
    REFUSED_BY_POLICY: { description: 'The retailer\'s terms for changes don\'t allow it, or not any more.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why an order or delivery was not made or changed. Nothing was changed.' })
export class OrderError extends UserErrorType {
  @Field(() => ORDER_ERROR_CODE, { description: 'To branch on.' })
  code: OrderErrorCode;
}

@ObjectType({ simpleResolvers: true, description: 'What a recipient follows the delivery with.' })
export class TrackingLink {
  @Field(() => String, { description: 'The key of the recipient: sees this one delivery.' })
  token: string;

  @Field(() => String, { description: 'Hosted tracking page; the token is in the fragment, which no server gets.' })
  url: string;
}

@InputType({ description: 'A hold that becomes an order.' })
export class ConfirmHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;

  @Field(() => String, { description: 'The retailer\'s order number, unique per retailer, 1 to 100 characters.' })
  reference: string;

  @Field(() => RecipientInput, { description: 'Who receives.' })
  recipient: RecipientInput;

  @Field(() => String, { nullable: true, description: 'What the driver should know, at most 1,000 characters.' })
  instructions?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `confirmHold`.' })
export class ConfirmHoldPayload {
  @Field(() => OrderType, { nullable: true, description: 'The order, or null when refused.' })
  order: OrderType | null;

  @Field(() => DeliveryType, { nullable: true, description: 'Its delivery, or null when refused.' })
  delivery: DeliveryType | null;

  @Field(() => TrackingLink, { nullable: true, description: 'Give it to the recipient.' })
  trackingLink: TrackingLink | null;

  @Field(() => [OrderError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly OrderError[];
}

@InputType({ description: 'An order with a hold, or without one: then the day and window asked for are proven in the same transaction.' })
export class CreateOrderInput {
  @Field(() => String, { description: 'The retailer\'s order number, unique per retailer, 1 to 100 characters.' })
  reference: string;

  @Field(() => ID, { nullable: true, description: 'The hold to confirm; then no address, basket, service level, date and window.' })
  holdId?: string | null;

  @Field(() => RecipientInput, { description: 'Who receives.' })
  recipient: RecipientInput;

  @Field(() => String, { nullable: true, description: 'What the driver should know, at most 1,000 characters.' })
  instructions?: string | null;

  @Field(() => AddressInput, { nullable: true, description: 'Where. Needed without a hold.' })
  address?: AddressInput | null;

  @Field(() => BasketInput, { nullable: true, description: 'What. Needed without a hold.' })
  basket?: BasketInput | null;

  @Field(() => String, { nullable: true, description: 'Code of the service level. Needed without a hold.' })
  serviceLevelCode?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Service day. Needed without a hold.' })
  date?: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'Start of one of the service level\'s windows. Needed without a hold.' })
  windowStart?: string | null;

  @Field(() => ID, { nullable: true, description: 'The locker or pickup point it waits at; only without a hold. Left out: it is brought to the address.' })
  pickupPointId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createOrder`.' })
export class CreateOrderPayload extends ConfirmHoldPayload {}

@InputType({ description: 'Which delivery to cancel.' })
export class CancelDeliveryInput {
  @Field(() => ID, { nullable: true, description: 'The delivery; not needed with a tracking link.' })
  deliveryId?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for its journey; at most 1,000 characters.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `cancelDelivery`.' })
export class CancelDeliveryPayload {
  @Field(() => DeliveryType, { nullable: true, description: 'The canceled delivery, or null when refused; null for a tracking link, which has `tracking`.' })
  delivery: DeliveryType | null;

  @Field(() => Money, { nullable: true, description: 'What it costs, below nothing a refund; null when refused.' })
  fee: Money | null;

  @Field(() => [FeePart], { description: 'Why it is what it is.' })
  because: FeePart[];

  /** For the field resolver of `tracking` in the tracking slice; null when refused. */
  deliveryId: string | null;

  @Field(() => [OrderError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly OrderError[];
}

@InputType({ description: 'A new window for a delivery whose attempt failed.' })
export class RebookDeliveryInput {
  @Field(() => String, { description: 'The quote of its reattempt offer, unchanged.' })
  quote: string;

  @Field(() => ID, { description: 'Id of one of its options.' })
  optionId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `rebookDelivery`.' })
export class RebookDeliveryPayload {
  @Field(() => [OrderError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly OrderError[];

  @Field(() => [DeliveryOptionType], { description: 'When the window is gone: what is still open, nearest in time first, at most 6.' })
  alternatives: DeliveryOptionType[];

  /** The rebooked delivery, for the field resolver of `tracking` in the tracking slice; null when refused. */
  deliveryId: string | null;
}
