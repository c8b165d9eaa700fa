import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { NodeResolver } from './node.resolver.ts';
import { checkScopes } from './platform/auth/check-scopes.ts';

/** Every resolver class, slice by slice. */
const RESOLVERS: NonEmptyArray<Function> = [
  NodeResolver,
];

let schema: Promise<GraphQLSchema> | undefined;

/** The executable schema. Built once a process. */
export function createSchema(): Promise<GraphQLSchema> {
  schema ??= buildSchema({
    resolvers: RESOLVERS,
    authChecker: checkScopes,
    validate: { forbidUnknownValues: false },
  });
  return schema;
}
