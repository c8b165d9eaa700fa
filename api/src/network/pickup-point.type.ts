import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { AddressInput, AddressType } from '../platform/graphql/address.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { DepotType } from './depot.type.ts';
import { PICKUP_POINT_KINDS, WEEKDAYS, type PickupPointKind, type Weekday } from './pickup-point.rules.ts';

const PICKUP_POINT_KIND = enumOf(PICKUP_POINT_KINDS);
/** The GraphQL enum; other slices' types use it too. */
export const WEEKDAY = enumOf(WEEKDAYS);

registerEnumType(PICKUP_POINT_KIND, {
  name: 'PickupPointKind',
  description: 'Where recipients fetch parcels. May grow.',
  valuesConfig: {
    LOCKER: { description: 'A machine with compartments that a code opens.' },
    PICKUP_POINT: { description: 'A shop or counter with people.' },
  },
});

registerEnumType(WEEKDAY, {
  name: 'Weekday',
  description: 'A day of the week.',
  valuesConfig: Object.fromEntries(WEEKDAYS.map((day) => [day, { description: `${day[0]}${day.slice(1).toLowerCase()}.` }])),
});

@ObjectType({ simpleResolvers: true, description: 'When a pickup point is open on a day of the week.' })
export class OpeningHours {
  @Field(() => WEEKDAY, { description: 'The day.' })
  day: Weekday;

  @Field(() => String, { description: 'Local time `HH:MM`.' })
  opens: string;

  @Field(() => String, { description: 'Local time `HH:MM`, `24:00` at the latest.' })
  closes: string;
}

@InputType({ description: 'When a pickup point is open on a day of the week. A day may have several, such as before and after lunch.' })
export class OpeningHoursInput {
  @Field(() => WEEKDAY, { description: 'The day.' })
  day: Weekday;

  @Field(() => String, { description: 'Local time `HH:MM`.' })
  opens: string;

  @Field(() => String, { description: 'Local time `HH:MM` of the same day, after it opens; `24:00` for midnight.' })
  closes: string;
}

@ObjectType('PickupPoint', { simpleResolvers: true, implements: NodeType, description: 'A locker, or a shop with a counter: where recipients fetch what a depot\'s vans bring there.' })
export class PickupPointType extends NodeType {
  @Field(() => PICKUP_POINT_KIND, { description: 'What it is.' })
  kind: PickupPointKind;

  @Field(() => String, { description: 'Name for recipients; unique in the organization.' })
  name: string;

  @Field(() => AddressType, { description: 'Where it is.' })
  address: AddressType;

  @Field(() => DepotType, { description: 'The depot that serves it; its hours are in that one\'s time zone.' })
  readonly depot?: DepotType;

  @Field(() => [OpeningHours], { description: 'When it is open; empty: around the clock.' })
  openingHours: OpeningHours[];

  @Field(() => Int, { description: 'Heaviest parcel in grams.' })
  maxWeightGrams: number;

  @Field(() => Int, { description: 'Largest parcel: one side in millimeters. It may be turned.' })
  lengthMillimeters: number;

  @Field(() => Int, { description: 'Largest parcel: another side in millimeters.' })
  widthMillimeters: number;

  @Field(() => Int, { description: 'Largest parcel: the third side in millimeters.' })
  heightMillimeters: number;

  @Field(() => Int, { description: 'Most parcels it keeps at once.' })
  capacityParcels: number;

  @Field(() => Int, { description: 'Days that a parcel waits there, after the one it came on.' })
  keepDays: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'Since when it takes nothing new; null: it is open.' })
  closedAt?: Date | null;

  /** For the field resolver of `depot`. */
  depotId: string;
}

@InputType({ description: 'A locker or pickup point to open.' })
export class CreatePickupPointInput {
  @Field(() => ID, { description: 'The depot that serves it.' })
  depotId: string;

  @Field(() => PICKUP_POINT_KIND, { description: 'What it is.' })
  kind: PickupPointKind;

  @Field(() => String, { description: 'Name for recipients, 1 to 100 characters, unique in the organization.' })
  name: string;

  @Field(() => AddressInput, { description: 'Where it is; without a position the address is looked up.' })
  address: AddressInput;

  @Field(() => [OpeningHoursInput], { defaultValue: [], description: 'When it is open, at most 28; none: around the clock.' })
  openingHours: OpeningHoursInput[];

  @Field(() => Int, { defaultValue: 20_000, description: 'Heaviest parcel in grams.' })
  maxWeightGrams: number;

  @Field(() => Int, { defaultValue: 600, description: 'Largest parcel: one side in millimeters. It may be turned.' })
  lengthMillimeters: number;

  @Field(() => Int, { defaultValue: 400, description: 'Largest parcel: another side in millimeters.' })
  widthMillimeters: number;

  @Field(() => Int, { defaultValue: 400, description: 'Largest parcel: the third side in millimeters.' })
  heightMillimeters: number;

  @Field(() => Int, { description: 'Most parcels it keeps at once, 1 to 10,000.' })
  capacityParcels: number;

  @Field(() => Int, { defaultValue: 3, description: 'Days that a parcel waits there after the one it came on, 1 to 30; then it goes back.' })
  keepDays: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createPickupPoint` or `closePickupPoint`.' })
export class PickupPointPayload {
  @Field(() => PickupPointType, { nullable: true, description: 'The pickup point, or null when refused.' })
  pickupPoint: PickupPointType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'Which pickup point to close.' })
export class ClosePickupPointInput {
  @Field(() => ID, { description: 'The pickup point.' })
  pickupPointId: string;
}

@InputType({ description: 'Which pickup point gets a key.' })
export class CreatePickupPointKeyInput {
  @Field(() => ID, { description: 'The pickup point.' })
  pickupPointId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createPickupPointKey`.' })
export class CreatePickupPointKeyPayload {
  @Field(() => PickupPointType, { nullable: true, description: 'The pickup point, or null when refused.' })
  pickupPoint: PickupPointType | null;

  @Field(() => String, { nullable: true, description: 'The key (`ppk_…`), shown once. It collects what waits at this point (scope `collect`) and nothing else. A new one ends the one before.' })
  token: string | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
