import {
  buildSchema, execute, getNamedType, isEnumType, isLeafType, isListType, isNonNullType, type DocumentNode, type ExecutionResult, type GraphQLFieldResolver,
  type GraphQLOutputType, type GraphQLSchema,
} from 'graphql';
import { SCHEMA } from '../generated/schema.ts';
import { SCOPES, type FakeActor } from './actor.ts';
import { fakeError } from './fake-error.ts';
import { MUTATIONS, QUERIES, type FakeContext, type RootField } from './roots.ts';

let built: GraphQLSchema | undefined;

/** The schema of the server, made when it is first needed. */
export function schema(): GraphQLSchema {
  return (built ??= buildSchema(SCHEMA, { assumeValid: true }));
}

/** What one operation runs with. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: FakeContext & { readonly once: Once };
  /** What the root fields are, for an event of a subscription. */
  readonly rootValue?: unknown;
}

/** Runs a mutation once for each idempotency key. */
export type Once = (field: string, input: unknown, run: () => unknown) => unknown;

/** Runs a query, a mutation, or one event of a subscription. */
export function run({ document, operationName, variables, context, rootValue }: Execution): ExecutionResult | Promise<ExecutionResult> {
  return execute({ schema: schema(), document, operationName, variableValues: variables, contextValue: context, rootValue, fieldResolver, typeResolver });
}

/** Throws `FORBIDDEN` as a server does, unless one of the scopes is the actor's. */
export function checkScopes({ kind }: FakeActor, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => SCOPES[kind].includes(scope))) return;
  throw fakeError('FORBIDDEN', `This needs the scope ${scopes.map((scope) => `"${scope}"`).join(' or ')}; the key you sent (${kind}) has ${SCOPES[kind].join(', ')}. Use a key that has it.`);
}

const typeResolver = (value: unknown): string | undefined => (value as { readonly __typename?: string }).__typename;

const fieldResolver: GraphQLFieldResolver<unknown, Execution['context']> = (source, args, context, info) => {
  const { fieldName, operation, parentType, returnType } = info;
  const isRoot = parentType === info.schema.getQueryType() || parentType === info.schema.getMutationType();
  if (isRoot) {
    // What is not here needs scopes that no key of a retailer has; so a server would answer the same.
    const field: RootField = (operation.operation === 'mutation' ? MUTATIONS : QUERIES)[fieldName] ?? { scopes: ['a key of the courier'], run: () => null };
    checkScopes(context.actor, field.scopes);
    if (operation.operation === 'mutation') return context.once(fieldName, args['input'], () => field.run(context, args));
    return field.run(context, args);
  }
  const { [fieldName]: value } = (source ?? {}) as Record<string, unknown>;
  if (typeof value === 'function') return value.call(source, args);
  return value === undefined ? emptyValue(returnType) : value;
};

/**
 * What the fake has no story for: null where that is allowed, else nothing of it. So a field that a newer schema has got does not
 * break the tests of those who don't look at it.
 */
function emptyValue(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  if (isListType(type.ofType)) return [];
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (!isLeafType(named)) return {};
  if (named.name === 'Boolean') return false;
  if (named.name === 'Int' || named.name === 'Float') return 0;
  if (named.name === 'JSONObject') return {};
  return named.name === 'Duration' ? 'PT0S' : '';
}
