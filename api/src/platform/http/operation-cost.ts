import { GraphQLError, Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
// Its ES modules name graphql's .mjs files, a second copy of graphql that knows none of our types.
import { fieldExtensionsEstimator, getComplexity, type ComplexityEstimator } from 'graphql-query-complexity/cjs';
import { DoorstepError } from '../../shared/errors.ts';
import { LIMITS } from './limits.ts';

/** Rows that a list without `first` is taken to have. */
const ASSUMED_LIST_LENGTH = 10;

/** Nodes that a connection is taken to have where `first: null` leaves it to the server: more than any default. */
const ASSUMED_PAGE = 50;

/** A field costs 1 and what is below it; a connection as much of that as nodes were asked for, and never less than nothing. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field }) => {
  if (childComplexity === 0) return 0;
  if (typeof args['first'] === 'number') return 1 + Math.max(0, args['first']) * childComplexity;
  if (args['first'] === null) return 1 + ASSUMED_PAGE * childComplexity;
  const isPlainList = String(field.type).startsWith('[') && field.name !== 'edges';
  return 1 + (isPlainList ? ASSUMED_LIST_LENGTH : 1) * childComplexity;
};

const leafEstimate: ComplexityEstimator = (options) => (options.childComplexity === 0 ? 1 : estimate(options) ?? undefined);

/**
 * Estimated cost of an operation in points, at least 1; 1 for one whose variables are wrong, which is refused before it does anything.
 * @throws DoorstepError `LIMIT_EXCEEDED` above the bound.
 */
export function operationCost(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>, operationName: string | undefined): number {
  const cost = Math.max(1, complexityOf(schema, query, variables, operationName));
  if (cost > LIMITS.operationCost) {
    throw new DoorstepError('LIMIT_EXCEEDED', `One operation may cost at most ${LIMITS.operationCost} points; this one is estimated at ${cost}. Ask for fewer nodes ("first") or fewer levels.`);
  }
  return cost;
}

const KNOWN_COSTS = new WeakMap<DocumentNode, Map<string, number>>();

/** A document that is sent again costs the same again, unless its variables say how much it asks for. */
function complexityOf(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>, operationName: string | undefined): number {
  const costs = KNOWN_COSTS.get(query) ?? new Map<string, number>();
  const known = costs.get(operationName ?? '');
  if (known !== undefined) return known;
  const cost = estimateOf(schema, query, variables, operationName);
  if (cost === undefined) return 1;
  if (isFixed(query)) KNOWN_COSTS.set(query, costs.set(operationName ?? '', cost));
  return cost;
}

/** Whether no variable decides about the number of nodes, nor about leaving something out. */
function isFixed(query: DocumentNode): boolean {
  let isFixed = true;
  visit(query, {
    Argument: ({ name, value }) => void (name.value === 'first' && value.kind === Kind.VARIABLE && (isFixed = false)),
    Directive: () => void (isFixed = false),
  });
  return isFixed;
}

/** Undefined: the variables are wrong. */
function estimateOf(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown>, operationName: string | undefined): number | undefined {
  try {
    return getComplexity({ schema, query, variables, estimators: [fieldExtensionsEstimator(), leafEstimate], ...(operationName !== undefined && { operationName }) });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
