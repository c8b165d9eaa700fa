import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { AddressInput, AddressType } from '../platform/graphql/address.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { GeoJSONPolygon } from '../platform/graphql/scalars.ts';
import type { Polygon } from '../shared/geo.ts';

@ObjectType('Depot', { simpleResolvers: true, implements: NodeType, description: 'Where routes start and end: warehouse, hub, cross-dock or store.' })
export class DepotType extends NodeType {
  @Field(() => String, { description: 'What it is called; unique in the organization.' })
  name: string;

  @Field(() => AddressType, { description: 'Where it is.' })
  address: AddressType;

  @Field(() => String, { description: 'IANA time zone; its service days are days of this zone.' })
  timeZone: string;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a service day, whatever the vans could do; null: as many as fit.' })
  maxDeliveriesPerDay?: number | null;

  @Field(() => [TerritoryType], { description: 'The areas it serves, oldest first.' })
  readonly territories?: TerritoryType[];
}

@ObjectType('Territory', { simpleResolvers: true, implements: NodeType, description: 'The area a depot serves.' })
export class TerritoryType extends NodeType {
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => DepotType, { description: 'The depot that serves it.' })
  readonly depot?: DepotType;

  @Field(() => GeoJSONPolygon, { description: 'Its borders, which belong to it.' })
  area: Polygon;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a service day, whatever the vans could do; null: as many as fit.' })
  maxDeliveriesPerDay?: number | null;

  /** For the field resolver of `depot`. */
  depotId: string;
}

@InputType({ description: 'A depot to open.' })
export class CreateDepotInput {
  @Field(() => String, { description: 'What it is called, 1 to 100 characters, unique in the organization.' })
  name: string;

  @Field(() => AddressInput, { description: 'Where it is; without a position the address is looked up.' })
  address: AddressInput;

  @Field(() => String, { description: 'IANA time zone, e.g. `America/Los_Angeles`.' })
  timeZone: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createDepot`.' })
export class CreateDepotPayload {
  @Field(() => DepotType, { nullable: true, description: 'The new depot, or null when refused.' })
  depot: DepotType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'A territory to give a depot.' })
export class CreateTerritoryInput {
  @Field(() => ID, { description: 'The depot that serves it.' })
  depotId: string;

  @Field(() => String, { description: 'What it is called, 1 to 100 characters.' })
  name: string;

  @Field(() => GeoJSONPolygon, { description: 'Its borders: at most 2,000 points, at most 20 degrees wide and high, without loops.' })
  area: Polygon;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createTerritory`.' })
export class CreateTerritoryPayload {
  @Field(() => TerritoryType, { nullable: true, description: 'The new territory, or null when refused.' })
  territory: TerritoryType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'What of a depot to change. What is left out stays.' })
export class UpdateDepotInput {
  @Field(() => ID, { description: 'The depot.' })
  depotId: string;

  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters, unique in the organization.' })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a service day; null: as many as fit.' })
  maxDeliveriesPerDay?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `updateDepot`.' })
export class UpdateDepotPayload {
  @Field(() => DepotType, { nullable: true, description: 'The depot as it is now, or null when refused.' })
  depot: DepotType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'What of a territory to change. What is left out stays.' })
export class UpdateTerritoryInput {
  @Field(() => ID, { description: 'The territory.' })
  territoryId: string;

  @Field(() => String, { nullable: true, description: 'What it is called, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a service day; null: as many as fit.' })
  maxDeliveriesPerDay?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `updateTerritory`.' })
export class UpdateTerritoryPayload {
  @Field(() => TerritoryType, { nullable: true, description: 'The territory as it is now, or null when refused.' })
  territory: TerritoryType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
