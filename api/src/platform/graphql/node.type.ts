import { Field, ID, InterfaceType } from 'type-graphql';

/** Entities whose GraphQL type has another name. */
const TYPE_NAME: Readonly<Record<string, string>> = { AccessKey: 'ApiKey', Event: 'JourneyEvent' };

@InterfaceType('Node', {
  description: 'Anything with a global id.',
  resolveType: ({ constructor }: { constructor: { name: string } }) => TYPE_NAME[constructor.name] ?? constructor.name.replace(/Type$/, ''),
})
export abstract class NodeType {
  @Field(() => ID, { description: 'TypeID: a prefix that names the kind, and a part that sorts by time of creation.' })
  id: string;
}
