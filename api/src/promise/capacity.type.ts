import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { Duration, LocalDate } from '../platform/graphql/scalars.ts';

@ObjectType({ simpleResolvers: true, description: 'What still fits in a window in one part of a territory.' })
export class AreaCapacity {
  @Field(() => ID, { description: 'The territory.' })
  territoryId: string;

  @Field(() => PositionType, { description: 'The middle of the part that was tried.' })
  center: PositionType;

  @Field(() => Int, { description: 'How many small deliveries around there the vans could still take; 20 means 20 or more. Areas share the vans: their numbers don\'t add up.' })
  fits: number;
}

@ObjectType({ simpleResolvers: true, description: 'What still fits in a window.' })
export class WindowCapacity {
  @Field(() => ServiceLevelType, { description: 'What is sold.' })
  readonly serviceLevel?: ServiceLevelType;

  @Field(() => DeliveryWindow, { description: 'When.' })
  window: DeliveryWindow;

  @Field(() => Boolean, { description: 'Whether it can still be bought: its cut-off has not passed.' })
  isOnSale: boolean;

  @Field(() => Int, { description: 'Areas in which something still fits.' })
  openAreas: number;

  @Field(() => [AreaCapacity], { description: 'Area by area, at most 24.' })
  areas: readonly AreaCapacity[];

  /** For the field resolver of `serviceLevel`. */
  serviceLevelId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the next hour would need if it were as the last three were.' })
export class NextHourDemand {
  @Field(() => Int, { description: 'Deliveries of that day that were booked in the last hour.' })
  bookedLastHour: number;

  @Field(() => Int, { description: 'Expected in the next hour: the mean of the last three.' })
  expected: number;

  @Field(() => Duration, { description: 'Van time they would take, at what a stop of that day takes on average.' })
  neededVanTime: number;

  @Field(() => Boolean, { description: 'Whether the spare van time is as much.' })
  isEnough: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What a depot has promised for a day, and what it could still take.' })
export class DayCapacity {
  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => Int, { description: 'Version of the day plan that was read; 0 while nothing was ever placed on it.' })
  planVersion: number;

  @Field(() => Int, { description: 'Vans that still take stops.' })
  vans: number;

  @Field(() => Int, { description: 'Stops of deliveries, on all vans.' })
  booked: number;

  @Field(() => Int, { description: 'Stops of holds whose time is not up.' })
  held: number;

  @Field(() => Duration, { description: 'Time that the vans which still take stops have from now on.' })
  vanTime: number;

  @Field(() => Duration, { description: 'What of that is neither driving nor at a door.' })
  spareVanTime: number;

  @Field(() => [WindowCapacity], { description: 'Every window that is sold that day, by start.' })
  windows: readonly WindowCapacity[];

  @Field(() => NextHourDemand, { description: 'What the next hour would need.' })
  demand: NextHourDemand;
}
