import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { DeliveryType } from '../orders/delivery.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import type { UnavailableReason } from './offer.rules.ts';
import { FeePart, feePartOf } from './fee.type.ts';
import { OrderError } from './order-mutations.type.ts';
import { DeliveryOptionType, UNAVAILABLE_REASON } from './promise.type.ts';
import { CHANGE_REFUSAL_MESSAGES, CHANGE_REFUSALS, type ChangeRefusal, type FeePartData } from './reschedule.rules.ts';

const CHANGE_REFUSAL = enumOf(CHANGE_REFUSALS);

registerEnumType(CHANGE_REFUSAL, {
  name: 'ChangeRefusal',
  description: 'Why a delivery can\'t be changed or called off. May grow.',
  valuesConfig: Object.fromEntries(CHANGE_REFUSALS.map((refusal) => [refusal, { description: CHANGE_REFUSAL_MESSAGES[refusal] }])),
});

@ObjectType({ simpleResolvers: true, description: 'A window that a delivery could be moved to.' })
export class RescheduleOption {
  @Field(() => ID, { description: 'Opaque; give it to `rescheduleDelivery` with the quote.' })
  id: string;

  @Field(() => ServiceLevelType, { description: 'What would be delivered as.' })
  readonly serviceLevel?: ServiceLevelType;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => DeliveryWindow, { description: 'What would be promised.' })
  window: DeliveryWindow;

  @Field(() => Boolean, { description: 'Whether it can be had now.' })
  available: boolean;

  @Field(() => Money, { nullable: true, description: 'What the change costs, below nothing a refund; null when it is not available.' })
  fee: Money | null;

  @Field(() => [FeePart], { description: 'Why the fee is what it is.' })
  because: FeePart[];

  @Field(() => UNAVAILABLE_REASON, { nullable: true, description: 'Why it is not available.' })
  reason: UnavailableReason | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;

  /** For the field resolver of `serviceLevel`. */
  serviceLevelId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What calling a delivery off means now.' })
export class CancellationQuote {
  @Field(() => Boolean, { description: 'Whether it can be called off with this key.' })
  available: boolean;

  @Field(() => Money, { nullable: true, description: 'What that costs, below nothing a refund; null when it can\'t be done.' })
  fee: Money | null;

  @Field(() => [FeePart], { description: 'Why the fee is what it is.' })
  because: FeePart[];

  @Field(() => CHANGE_REFUSAL, { nullable: true, description: 'Why it can\'t be done.' })
  reason: ChangeRefusal | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Other windows for a delivery that is promised, each with what it costs more or less.' })
export class RescheduleQuote {
  @Field(() => String, { nullable: true, description: 'Opaque, sealed; stands for this delivery as it is now until it expires. Null when it can\'t be changed.' })
  quote: string | null;

  @Field(() => DateTimeISO, { description: 'Until when its options can be taken, and their fees are kept.' })
  expiresAt: Date;

  @Field(() => DeliveryWindow, { description: 'What is promised now.' })
  window: DeliveryWindow;

  @Field(() => [RescheduleOption], { description: 'Every window that is sold in those days, by start, but the one promised now; also those that can\'t be had.' })
  options: RescheduleOption[];

  @Field(() => CHANGE_REFUSAL, { nullable: true, description: 'Why nothing can be changed, else null.' })
  reason: ChangeRefusal | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;

  @Field(() => CancellationQuote, { description: 'What calling it off would mean.' })
  cancellation: CancellationQuote;
}

@InputType({ description: 'Another window for a delivery.' })
export class RescheduleDeliveryInput {
  @Field(() => ID, { nullable: true, description: 'The delivery; not needed with a tracking link.' })
  deliveryId?: string | null;

  @Field(() => String, { description: 'The quote of `rescheduleQuote`, unchanged.' })
  quote: string;

  @Field(() => ID, { description: 'Id of one of its options.' })
  optionId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `rescheduleDelivery`.' })
export class RescheduleDeliveryPayload {
  @Field(() => DeliveryType, { nullable: true, description: 'The delivery with its new window, or null when refused; null for a tracking link, which has `tracking`.' })
  delivery: DeliveryType | null;

  @Field(() => Money, { nullable: true, description: 'What was agreed for the change, below nothing a refund; null when refused.' })
  fee: Money | null;

  @Field(() => [FeePart], { description: 'Why it is what it is.' })
  because: FeePart[];

  @Field(() => [OrderError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly OrderError[];

  @Field(() => [RescheduleOption], { description: 'When the window is gone: what can still be had, nearest in time first, at most 6.' })
  alternatives: RescheduleOption[];

  /** For the field resolver of `tracking` in the tracking slice; null when refused. */
  deliveryId: string | null;
}

/** What an option is shown of. */
interface ShownOffer {
  readonly id: string;
  readonly serviceLevelId: string;
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly because: readonly FeePartData[];
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

/** An offer as the API shows it; its price is the fee. */
export function rescheduleOptionOf({ id, serviceLevelId, date, start, end, timeZone, priceMinor, currency, because, reason, message }: ShownOffer): RescheduleOption {
  const available = reason === null;
  return {
    id, serviceLevelId, date, window: { start, end, timeZone }, available, fee: available ? moneyOf(priceMinor, currency) : null,
    because: because.map((part) => feePartOf(part, currency)), reason, message,
  };
}

/** The same as a delivery option, for those who know only these. */
export function reattemptOptionOf(offer: ShownOffer): DeliveryOptionType {
  const { id, serviceLevelId, date, window, available, fee, reason, message } = rescheduleOptionOf(offer);
  return {
    id, serviceLevelId, date, window, available, price: fee, reason, message,
    kind: 'WINDOW', pickupPointId: null, distanceMeters: null, because: [], greenest: false, footprint: null, opensAgainAt: null,
  };
}
