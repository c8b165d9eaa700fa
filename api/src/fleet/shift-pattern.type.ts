import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { DepotType } from '../network/depot.type.ts';
import type { Weekday } from '../network/pickup-point.rules.ts';
import { WEEKDAY } from '../network/pickup-point.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { Duration, LocalDate, LocalTime } from '../platform/graphql/scalars.ts';
import type { VehicleKind } from './fleet.rules.ts';
import { VEHICLE_KIND, VehicleType } from './vehicle.type.ts';

@ObjectType('ShiftPattern', {
  simpleResolvers: true, implements: NodeType,
  description: 'So many vans of a kind on those days of the week, whoever drives them. What of it no driver is on shift for counts as capacity until the day begins, so that windows can be sold days ahead.',
})
export class ShiftPatternType extends NodeType {
  @Field(() => DepotType, { description: 'From where, and back to.' })
  readonly depot?: DepotType;

  @Field(() => [WEEKDAY], { description: 'On which days of the week.' })
  weekdays: Weekday[];

  @Field(() => LocalTime, { description: 'Earliest start, in the depot\'s time zone.' })
  start: string;

  @Field(() => LocalTime, { description: 'Latest return, on the same day.' })
  end: string;

  @Field(() => Int, { description: 'How many vans, each with a driver.' })
  vans: number;

  @Field(() => VEHICLE_KIND, { description: 'What they are.' })
  vehicleKind: VehicleKind;

  @Field(() => VehicleType, { nullable: true, description: 'The very vehicle, where the pattern names one.' })
  readonly vehicle?: VehicleType | null;

  @Field(() => Int, { description: 'Most weight that each is taken to carry, in grams.' })
  maxWeightGrams: number;

  @Field(() => Int, { description: 'Most volume that each is taken to carry, in liters.' })
  maxVolumeLiters: number;

  @Field(() => [String], { description: 'Skills that whoever drives is taken to have.' })
  skills: string[];

  @Field(() => Duration, { description: 'Time on duty that whoever drives is taken to have.' })
  readonly maxDutyTime?: number;

  @Field(() => LocalDate, { description: 'First day.' })
  validFrom: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; null until it is ended.' })
  validUntil?: string | null;

  /** For the field resolvers. */
  depotId: string;
  vehicleId?: string | null;
  maxDutySeconds: number;
}

@InputType({ description: 'How many vans drive on which days of the week. Give a vehicle, or a kind with its capacity.' })
export class CreateShiftPatternInput {
  @Field(() => ID, { description: 'From where, and back to.' })
  depotId: string;

  @Field(() => [WEEKDAY], { description: 'On which days of the week, each once.' })
  weekdays: Weekday[];

  @Field(() => LocalTime, { description: 'Earliest start, in the depot\'s time zone.' })
  start: string;

  @Field(() => LocalTime, { description: 'Latest return, after the start on the same day.' })
  end: string;

  @Field(() => Int, { defaultValue: 1, description: 'How many vans, 1 to 500.' })
  vans: number;

  @Field(() => ID, { nullable: true, description: 'The very vehicle; then one van.' })
  vehicleId?: string | null;

  @Field(() => VEHICLE_KIND, { nullable: true, description: 'What the vans are, where no vehicle is named.' })
  vehicleKind?: VehicleKind | null;

  @Field(() => Int, { nullable: true, description: 'Most weight that each carries, in grams. With `vehicleKind`.' })
  maxWeightGrams?: number | null;

  @Field(() => Int, { nullable: true, description: 'Most volume that each carries, in liters. With `vehicleKind`.' })
  maxVolumeLiters?: number | null;

  @Field(() => [String], { defaultValue: [], description: 'Skills that whoever drives will have, e.g. `KEEP_COLD`, at most 50.' })
  skills: string[];

  @Field(() => Duration, { defaultValue: 36_000, description: 'Longest time on duty of whoever drives, PT30M to PT16H, default PT10H.' })
  maxDutyTime: number;

  @Field(() => LocalDate, { nullable: true, description: 'First day, default today.' })
  validFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Last day; without one until it is ended.' })
  validUntil?: string | null;
}

@InputType({ description: 'Which pattern ends, and when.' })
export class EndShiftPatternInput {
  @Field(() => ID, { description: 'The pattern.' })
  shiftPatternId: string;

  @Field(() => LocalDate, { description: 'Its last day.' })
  lastDate: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createShiftPattern`.' })
export class CreateShiftPatternPayload {
  @Field(() => ShiftPatternType, { nullable: true, description: 'The new pattern, or null when refused.' })
  shiftPattern: ShiftPatternType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `endShiftPattern`.' })
export class EndShiftPatternPayload {
  @Field(() => ShiftPatternType, { nullable: true, description: 'The pattern with its last day, or null when refused.' })
  shiftPattern: ShiftPatternType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not. `IN_USE` names the days on which promises count on it.' })
  userErrors: SetupError[];
}
