import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { AddressType } from '../platform/graphql/address.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, Duration } from '../platform/graphql/scalars.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import type { Address } from '../shared/geo.ts';
import { HOLD_ERROR_CODES, HOLD_STATES, type HoldErrorCode, type HoldState } from './hold.rules.ts';
import { DeliveryOptionType } from './promise.type.ts';

/** The GraphQL enum. */
export const HOLD_STATE = enumOf(HOLD_STATES);
const HOLD_ERROR_CODE = enumOf(HOLD_ERROR_CODES);

registerEnumType(HOLD_STATE, {
  name: 'HoldState',
  description: 'How far a hold is. May grow.',
  valuesConfig: {
    HELD: { description: 'The place is kept until `expiresAt`.' },
    CONFIRMED: { description: 'It became an order.' },
    RELEASED: { description: 'It was let go.' },
    EXPIRED: { description: 'Its time is up; the place is free again.' },
  },
});

registerEnumType(HOLD_ERROR_CODE, {
  name: 'HoldErrorCode',
  description: 'Why a place was not held or let go. May grow.',
  valuesConfig: {
    WINDOW_GONE: { description: 'The window can\'t be had any more; `alternatives` tells what can.' },
    QUOTE_EXPIRED: { description: 'The quote is too old; ask for delivery options again.' },
    QUOTE_INVALID: { description: 'The quote or option is not one that was made for this key.' },
    NOT_FOUND: { description: 'There is no such hold, or this key may not see it.' },
    HOLD_EXPIRED: { description: 'The hold\'s time is up.' },
    HOLD_NOT_HELD: { description: 'The hold was confirmed or released already.' },
    INVALID_INPUT: { description: 'A value is outside of what is allowed.' },
    TOO_MANY_HOLDS: { description: 'As many places are held by this quote, key or retailer as may be at one time.' },
    NOT_EXTENDABLE: { description: 'The hold was extended as often and as long as it can be, or its window is not sold any more.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why a place was not held or let go. Nothing was changed.' })
export class HoldError extends UserErrorType {
  @Field(() => HOLD_ERROR_CODE, { description: 'To branch on.' })
  code: HoldErrorCode;
}

@ObjectType('Hold', { simpleResolvers: true, implements: NodeType, description: 'A delivery option taken for some minutes.' })
export class HoldType extends NodeType {
  @Field(() => HOLD_STATE, { description: 'How far it is, by the clock.' })
  readonly state: HoldState;

  @Field(() => DateTimeISO, { description: 'Until when the place is kept; at that instant it is free.' })
  expiresAt: Date;

  @Field(() => Duration, { description: 'How long that is from now, for a countdown: right also where the viewer\'s clock is wrong. `PT0S` once it is over.' })
  readonly expiresIn?: number;

  @Field(() => Int, { description: 'How often `extendHold` may still be asked for.' })
  readonly extensionsLeft?: number;

  @Field(() => DeliveryWindow, { description: 'What will be promised.' })
  readonly window?: DeliveryWindow;

  @Field(() => Money, { description: 'What it was offered for.' })
  readonly price?: Money;

  @Field(() => ServiceLevelType, { description: 'What is sold.' })
  readonly serviceLevel?: ServiceLevelType;

  @Field(() => AddressType, { description: 'Where.' })
  address: Address;

  /** For the field resolvers. */
  serviceLevelId: string;
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
  priceMinor: number;
  currency: string;
  orderId?: string | null;
}

@InputType({ description: 'Which option to hold.' })
export class HoldDeliveryOptionInput {
  @Field(() => String, { description: 'The quote, unchanged.' })
  quote: string;

  @Field(() => ID, { description: 'Id of one of its options.' })
  optionId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `holdDeliveryOption`.' })
export class HoldDeliveryOptionPayload {
  @Field(() => HoldType, { nullable: true, description: 'The hold, or null when refused.' })
  hold: HoldType | null;

  @Field(() => [HoldError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly HoldError[];

  @Field(() => [DeliveryOptionType], { description: 'When the window is gone: what is still open, nearest in time first, at most 6.' })
  alternatives: DeliveryOptionType[];

  @Field(() => [DeliveryOptionType], { description: 'The same by price: cheapest first, of equals the nearest in time, at most 6.' })
  cheapestAlternatives: DeliveryOptionType[];
}

@InputType({ description: 'Which hold to keep longer.' })
export class ExtendHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `extendHold`.' })
export class ExtendHoldPayload {
  @Field(() => HoldType, { nullable: true, description: 'The hold with its new `expiresAt`, or null when refused.' })
  hold: HoldType | null;

  @Field(() => [HoldError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly HoldError[];
}

@InputType({ description: 'Which hold to move, and where to.' })
export class ChangeHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;

  @Field(() => String, { description: 'A quote for the address and basket as they are now, unchanged.' })
  quote: string;

  @Field(() => ID, { description: 'Id of one of its options.' })
  optionId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `changeHold`.' })
export class ChangeHoldPayload {
  @Field(() => HoldType, { nullable: true, description: 'The hold at its new place, under its old id, or null when refused: then it keeps the old place.' })
  hold: HoldType | null;

  @Field(() => [HoldError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly HoldError[];

  @Field(() => [DeliveryOptionType], { description: 'When the window is gone: what is still open, nearest in time first, at most 6.' })
  alternatives: DeliveryOptionType[];

  @Field(() => [DeliveryOptionType], { description: 'The same by price: cheapest first, of equals the nearest in time, at most 6.' })
  cheapestAlternatives: DeliveryOptionType[];
}

@InputType({ description: 'Which hold to let go.' })
export class ReleaseHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `releaseHold`.' })
export class ReleaseHoldPayload {
  @Field(() => HoldType, { nullable: true, description: 'The released hold, or null when refused.' })
  hold: HoldType | null;

  @Field(() => [HoldError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly HoldError[];
}
