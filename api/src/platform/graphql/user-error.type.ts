import { Field, InterfaceType } from 'type-graphql';

@InterfaceType('UserError', { description: 'An expected refusal of a mutation. Nothing was changed.' })
export abstract class UserErrorType {
  @Field(() => [String], { nullable: true, description: 'Path into the input, e.g. `["address", "postalCode"]`; null when it concerns the whole.' })
  field: string[] | null;

  @Field(() => String, { description: 'What was expected, what came and what to do, for people.' })
  message: string;
}
