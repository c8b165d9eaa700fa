import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { DepotType } from '../network/depot.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, LocalDate, LocalTime } from '../platform/graphql/scalars.ts';
import { DriverType } from './driver.type.ts';
import { ShiftPatternType } from './shift-pattern.type.ts';
import { VehicleType } from './vehicle.type.ts';

@ObjectType('Shift', { simpleResolvers: true, implements: NodeType, description: 'One driver with one vehicle from one depot on one day; or an open shift, which a pattern asks for and nobody has been assigned to yet.' })
export class ShiftType extends NodeType {
  @Field(() => DriverType, { nullable: true, description: 'Who drives; null in an open shift.' })
  readonly driver?: DriverType | null;

  @Field(() => VehicleType, { nullable: true, description: 'With what; null in an open shift.' })
  readonly vehicle?: VehicleType | null;

  @Field(() => ShiftPatternType, { nullable: true, description: 'The pattern that asks for it, where one does.' })
  readonly pattern?: ShiftPatternType | null;

  @Field(() => DepotType, { description: 'From where, and back to.' })
  readonly depot?: DepotType;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => DateTimeISO, { description: 'Earliest start at the depot.' })
  startsAt: Date;

  @Field(() => DateTimeISO, { description: 'Latest return to the depot.' })
  endsAt: Date;

  /** For the field resolvers. */
  driverId?: string | null;
  vehicleId?: string | null;
  patternId?: string | null;
  depotId: string;
}

@InputType({ description: 'One driver with one vehicle from one depot on one day.' })
export class ShiftInput {
  @Field(() => ID, { description: 'Who drives; one shift a day.' })
  driverId: string;

  @Field(() => ID, { description: 'With what; one shift a day.' })
  vehicleId: string;

  @Field(() => ID, { description: 'From where, and back to.' })
  depotId: string;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => LocalTime, { description: 'Earliest start, in the depot\'s time zone.' })
  start: string;

  @Field(() => LocalTime, { description: 'Latest return, after the start on the same day.' })
  end: string;
}

@InputType({ description: 'Shifts to book, all or none.' })
export class CreateShiftsInput {
  @Field(() => [ShiftInput], { description: '1 to 200 shifts.' })
  shifts: ShiftInput[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createShifts`.' })
export class CreateShiftsPayload {
  @Field(() => [ShiftType], { description: 'The new shifts in the order of the input; empty when refused.' })
  shifts: ShiftType[];

  @Field(() => [SetupError], { description: 'Why they were refused; empty when they were not.' })
  userErrors: SetupError[];
}
