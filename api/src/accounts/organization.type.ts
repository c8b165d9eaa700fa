import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../platform/graphql/node.type.ts';

@ObjectType('Organization', { simpleResolvers: true, implements: NodeType, description: 'The tenant: the courier or operator that runs depots and vans.' })
export class OrganizationType extends NodeType {
  @Field(() => String, { description: 'What it is called.' })
  name: string;

  @Field(() => String, { description: 'ISO 4217; all its prices are in this currency.' })
  currency: string;

  @Field(() => String, { description: 'IANA time zone of its office; depots have their own.' })
  timeZone: string;
}
