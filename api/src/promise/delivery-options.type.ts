import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BasketInput } from '../orders/parcel.type.ts';
import { AddressInput, AddressType } from '../platform/graphql/address.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import type { Address } from '../shared/geo.ts';
import { OPTIONS_PRECISIONS, type OptionsPrecision, type UnavailableReason } from './offer.rules.ts';
import { DeliveryOptionType, UNAVAILABLE_REASON } from './promise.type.ts';

const OPTIONS_PRECISION = enumOf(OPTIONS_PRECISIONS);

registerEnumType(OPTIONS_PRECISION, {
  name: 'OptionsPrecision',
  description: 'How well the place is known that options are for. May grow.',
  valuesConfig: {
    ADDRESS: { description: 'The door. Options can be held.' },
    POSTAL_AREA: { description: 'A door near the middle of the area stands for it: options, prices and footprints may differ at another one, and can\'t be held.' },
  },
});

@InputType({ description: 'A postal code, while nothing more is known.' })
export class PostalAreaInput {
  @Field(() => String, { defaultValue: 'US', description: 'ISO 3166-1 alpha-2, e.g. `US`.' })
  countryCode: string;

  @Field(() => String, { description: 'Postal code, at most 20 characters.' })
  postalCode: string;
}

@InputType({ description: 'What is to be delivered, where, and from when on. Exactly one of `address` and `postalArea`.' })
export class DeliveryOptionsInput {
  @Field(() => AddressInput, { nullable: true, description: 'Where.' })
  address?: AddressInput | null;

  @Field(() => PostalAreaInput, { nullable: true, description: 'About where: a first answer, before the shopper gave an address. Its options can\'t be held.' })
  postalArea?: PostalAreaInput | null;

  @Field(() => BasketInput, { nullable: true, description: 'What; default one small parcel.' })
  basket?: BasketInput | null;

  @Field(() => LocalDate, { nullable: true, description: 'First day, default today at the depot; days before today are left out.' })
  from?: string | null;

  @Field(() => Int, { defaultValue: 5, description: '1 to 14 days.' })
  days: number;
}

@ObjectType({ simpleResolvers: true, description: 'What can be promised to an address.' })
export class DeliveryOptions {
  @Field(() => String, { description: 'Opaque, sealed; stands for this address and basket until it expires. Its options keep their price as long.' })
  quote: string;

  @Field(() => DateTimeISO, { description: 'Until when its options can be held.' })
  expiresAt: Date;

  @Field(() => DateTimeISO, { description: 'When it was made, by the server\'s clock: what "now" is for its times.' })
  asOf: Date;

  @Field(() => OPTIONS_PRECISION, { description: 'How well the place is known.' })
  precision: OptionsPrecision;

  @Field(() => AddressType, { description: 'The address as we understood it. Of a postal area only city, region, postal code and country; `line1` is empty.' })
  address: Address;

  @Field(() => [DeliveryOptionType], { description: 'Every window that is sold in those days, and pickup points near the address, by start; also those that can\'t be had.' })
  options: DeliveryOptionType[];

  @Field(() => UNAVAILABLE_REASON, { nullable: true, description: 'Why nothing at all can be offered, else null.' })
  reason: UnavailableReason | null;

  @Field(() => String, { nullable: true, description: 'The same for people.' })
  message: string | null;
}
