import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { DepotType, TerritoryType } from './depot.type.ts';

@ObjectType('Closure', { simpleResolvers: true, implements: NodeType, description: 'Days on which a depot, or one of its territories, sells no windows. What was promised before stays promised.' })
export class ClosureType extends NodeType {
  @Field(() => DepotType, { description: 'The depot.' })
  readonly depot?: DepotType;

  @Field(() => TerritoryType, { nullable: true, description: 'Only this territory of it; null: the whole depot.' })
  readonly territory?: TerritoryType | null;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDate: string;

  @Field(() => LocalDate, { description: 'Last day, included.' })
  lastDate: string;

  @Field(() => String, { description: 'What shoppers are told, e.g. `Thanksgiving`.' })
  reason: string;

  /** For the field resolvers. */
  depotId: string;
  territoryId?: string | null;
}

@InputType({ description: 'Days on which nothing is delivered.' })
export class CreateClosureInput {
  @Field(() => ID, { description: 'The depot.' })
  depotId: string;

  @Field(() => ID, { nullable: true, description: 'Only this territory of it; default the whole depot.' })
  territoryId?: string | null;

  @Field(() => LocalDate, { description: 'First day.' })
  firstDate: string;

  @Field(() => LocalDate, { nullable: true, description: 'Last day, included, at most a year later; default the first.' })
  lastDate?: string | null;

  @Field(() => String, { description: 'What shoppers are told, 1 to 100 characters, e.g. `Thanksgiving`.' })
  reason: string;
}

@InputType({ description: 'Which closure to take back.' })
export class DeleteClosureInput {
  @Field(() => ID, { description: 'The closure.' })
  closureId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createClosure`.' })
export class CreateClosurePayload {
  @Field(() => ClosureType, { nullable: true, description: 'The closure, or null when refused.' })
  closure: ClosureType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `deleteClosure`.' })
export class DeleteClosurePayload {
  @Field(() => ID, { nullable: true, description: 'The closure that is no more, or null when refused.' })
  closureId: string | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
