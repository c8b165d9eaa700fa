import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { VEHICLE_KINDS, type VehicleKind } from './fleet.rules.ts';

/** The GraphQL enum; other slices' types use it too. */
export const VEHICLE_KIND = enumOf(VEHICLE_KINDS);

registerEnumType(VEHICLE_KIND, {
  name: 'VehicleKind',
  description: 'What a driver comes with. May grow.',
  valuesConfig: {
    VAN: { description: 'A van or small truck.' },
    CARGO_BIKE: { description: 'A cargo bike, with electric help or without.' },
  },
});

@ObjectType('Vehicle', { simpleResolvers: true, implements: NodeType, description: 'A van or cargo bike of the fleet.' })
export class VehicleType extends NodeType {
  @Field(() => String, { description: 'What it is called; unique in the organization.' })
  name: string;

  @Field(() => VEHICLE_KIND, { description: 'What it is.' })
  kind: VehicleKind;

  @Field(() => Int, { description: 'Most weight it takes, in grams.' })
  maxWeightGrams: number;

  @Field(() => Int, { description: 'Most volume it takes, in liters.' })
  maxVolumeLiters: number;
}

@InputType({ description: 'A vehicle to add.' })
export class CreateVehicleInput {
  @Field(() => String, { description: 'What it is called, 1 to 100 characters, unique in the organization.' })
  name: string;

  @Field(() => VEHICLE_KIND, { description: 'What it is.' })
  kind: VehicleKind;

  @Field(() => Int, { description: 'Most weight it takes, in grams, at least 1.' })
  maxWeightGrams: number;

  @Field(() => Int, { description: 'Most volume it takes, in liters, at least 1.' })
  maxVolumeLiters: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createVehicle`.' })
export class CreateVehiclePayload {
  @Field(() => VehicleType, { nullable: true, description: 'The new vehicle, or null when refused.' })
  vehicle: VehicleType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
