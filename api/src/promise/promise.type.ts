import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Destination } from '../network/pickup-point.rules.ts';
import { PickupPointType } from '../network/pickup-point.type.ts';
import { DESTINATION, ServiceLevelType } from '../network/service-level.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import { REASON_MESSAGES, UNAVAILABLE_REASONS, type Offer, type UnavailableReason } from './offer.rules.ts';
import { Footprint, footprintShown, PricePart, pricePartOf } from './price.type.ts';

/** The GraphQL enum; other options use it too. */
export const UNAVAILABLE_REASON = enumOf(UNAVAILABLE_REASONS);

registerEnumType(UNAVAILABLE_REASON, {
  name: 'UnavailableReason',
  description: 'Why a window, or a whole address, can\'t be had. May grow.',
  valuesConfig: Object.fromEntries(UNAVAILABLE_REASONS.map((reason) => [reason, { description: REASON_MESSAGES[reason] }])),
});

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

  @Field(() => DESTINATION, { description: 'Where it is brought.' })
  kind: Destination;

  @Field(() => PickupPointType, { nullable: true, description: 'Where it waits to be fetched; null for a window at the door.' })
  readonly pickupPoint?: PickupPointType | null;

  @Field(() => Int, { nullable: true, description: 'From the address to the pickup point, as the crow flies; null for a window at the door.' })
  distanceMeters: number | null;

  @Field(() => [PricePart], { description: 'What the price is made of; the parts sum up to it exactly. None when it is not available.' })
  because: PricePart[];

  @Field(() => Boolean, { description: 'Whether of all available options of the quote this one adds the least CO2. None is marked when all add the same.' })
  greenest: boolean;

  @Field(() => Footprint, { nullable: true, description: 'What it adds to what is driven anyway; null when it is not available.' })
  footprint: Footprint | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it is not available: the next moment at which it, or the next of its kind, may be had: a hold that ends, or the sale of the next day that opens. Null: nobody knows.' })
  opensAgainAt: Date | null;

  /** For the field resolvers. */
  serviceLevelId: string;
  pickupPointId: string | null;
}

/** An offer as the API shows it. */
export function deliveryOptionOf(offer: Offer): DeliveryOptionType {
  const { id, kind, serviceLevelId, pickupPointId, distanceMeters, date, start, end, timeZone, reason, message, opensAgainAt, priceMinor, currency, because, footprint, isGreenest } = offer;
  const available = reason === null;
  return {
    id, kind, serviceLevelId, pickupPointId, distanceMeters, date, window: { start, end, timeZone }, available, price: available ? moneyOf(priceMinor, currency) : null,
    because: because.map((part) => pricePartOf(part, currency)), greenest: isGreenest, footprint: footprint && footprintShown(footprint), reason, message, opensAgainAt,
  };
}
