import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { BasketInput } from '../orders/parcel.type.ts';
import { AddressInput, AddressType } from '../platform/graphql/address.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import type { Address } from '../shared/geo.ts';
import { REASON_MESSAGES, UNAVAILABLE_REASONS, type Offer, type UnavailableReason } from './offer.rules.ts';

/** The GraphQL enum; other options use it too. */
export const UNAVAILABLE_REASON = enumOf(UNAVAILABLE_REASONS);

registerEnumType(UNAVAILABLE_REASON, {
  name: 'UnavailableReason',
  description: 'Why a window, or a whole address, can\'t be had. May grow.',
  valuesConfig: Object.fromEntries(UNAVAILABLE_REASONS.map((reason) => [reason, { description: REASON_MESSAGES[reason] }])),
});

@InputType({ description: 'What is to be delivered, where, and from when on.' })
export class DeliveryOptionsInput {
  @Field(() => AddressInput, { description: 'Where.' })
  address: AddressInput;

  @Field(() => BasketInput, { description: 'What.' })
  basket: BasketInput;

  @Field(() => LocalDate, { nullable: true, description: 'First day, default today at the depot; days before today are left out.' })
  from?: string | null;

  @Field(() => Int, { defaultValue: 5, description: '1 to 14 days.' })
  days: number;
}

@ObjectType('DeliveryOption', { simpleResolvers: true, description: 'A window of a service level on a day, proven on the plan of that day.' })
export class DeliveryOptionType {
  @Field(() => ID, { description: 'Opaque; give it to `holdDeliveryOption` with the quote.' })
  id: string;

  @Field(() => ServiceLevelType, { description: 'What is sold.' })
  readonly serviceLevel?: ServiceLevelType;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => DeliveryWindow, { description: 'What would be promised.' })
  window: DeliveryWindow;

  @Field(() => Boolean, { description: 'Whether it can be held now.' })
  available: boolean;

  @Field(() => Money, { nullable: true, description: 'Null when it is not available.' })
  price: Money | null;

  @Field(() => UNAVAILABLE_REASON, { nullable: true, description: 'Why it is not available.' })
  reason: UnavailableReason | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;

  /** For the field resolver of `serviceLevel`. */
  serviceLevelId: string;
}

/** An offer as the API shows it. */
export function deliveryOptionOf({ id, serviceLevelId, date, start, end, timeZone, reason, message, priceMinor, currency }: Offer): DeliveryOptionType {
  const available = reason === null;
  return { id, serviceLevelId, date, window: { start, end, timeZone }, available, price: available ? moneyOf(priceMinor, currency) : null, reason, message };
}

@ObjectType({ simpleResolvers: true, description: 'What can be promised to an address.' })
export class DeliveryOptions {
  @Field(() => String, { description: 'Opaque, sealed; stands for this address and basket until it expires.' })
  quote: string;

  @Field(() => DateTimeISO, { description: 'Until when its options can be held.' })
  expiresAt: Date;

  @Field(() => AddressType, { description: 'The address as we understood it.' })
  address: Address;

  @Field(() => [DeliveryOptionType], { description: 'Every window that is sold in those days, by start; also those that can\'t be had.' })
  options: DeliveryOptionType[];

  @Field(() => UNAVAILABLE_REASON, { nullable: true, description: 'Why nothing at all can be offered, else null.' })
  reason: UnavailableReason | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;
}
