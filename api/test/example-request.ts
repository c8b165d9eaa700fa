import {
  GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLScalarType, GraphQLUnionType,
  getNamedType, getNullableType, isListType, isNonNullType,
  type GraphQLField, type GraphQLInputType, type GraphQLOutputType,
} from 'graphql';
import { addressNear, SMALL_BASKET, TOMORROW } from './fixtures.ts';
import { START } from './harness.ts';

/** A place in a request where an id goes: the path into the variables, e.g. `input.holdId`. */
export interface IdSlot {
  readonly path: string;
  /** Name of the field or argument, e.g. `holdId`. */
  readonly name: string;
}

export interface ExampleRequest {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly idSlots: readonly IdSlot[];
}

const SCALARS: Readonly<Record<string, unknown>> = {
  String: 'example', Int: 1, Float: 1, Boolean: false, ID: 'unset',
  DateTimeISO: START.toISOString(), LocalDate: TOMORROW, LocalTime: '10:00', Duration: 'PT5M', Decimal: '1.00',
  GeoJSONPolygon: { type: 'Polygon', coordinates: [[[-122.3, 37.7], [-122.2, 37.7], [-122.2, 37.8], [-122.3, 37.7]]] },
  JSONObject: {},
};

/** Input types whose values must make sense together. */
const INPUTS: Readonly<Record<string, () => unknown>> = {
  AddressInput: () => addressNear(3),
  BasketInput: () => SMALL_BASKET,
  MoneyInput: () => ({ amount: '1.00', currency: 'USD' }),
  WindowPatternInput: () => ({ start: '10:00', end: '12:00' }),
  BrandInput: () => ({ name: 'Example', primaryColor: '#112233', accentColor: '#445566', locale: 'en' }),
};

/** A request of a root field with every argument filled in and a wide selection; ids are left for the caller. */
export function exampleRequest(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): ExampleRequest {
  const idSlots: IdSlot[] = [];
  const variables = Object.fromEntries(field.args.map((argument) => [argument.name, exampleValue(argument.type, argument.name, argument.name, idSlots)]));
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
  const passed = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const head = declared ? `(${declared})` : '';
  return {
    document: `${kind} Example${head} { ${field.name}${passed ? `(${passed})` : ''} ${selection(field.type, 3)} }`,
    variables,
    idSlots,
  };
}

/** Fills a slot of a request's variables. */
export function fillSlot(variables: Record<string, unknown>, slot: IdSlot, id: string): void {
  const steps = slot.path.split('.');
  const last = steps.pop()!;
  let holder = variables as Record<string, unknown>;
  for (const step of steps) holder = holder[step] as Record<string, unknown>;
  holder[last] = id;
}

function exampleValue(type: GraphQLInputType, name: string, path: string, idSlots: IdSlot[]): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [exampleValue(nullable.ofType, name.replace(/s$/, ''), `${path}.0`, idSlots)];
  if (nullable instanceof GraphQLScalarType) {
    if (nullable.name === 'ID') idSlots.push({ path, name });
    return SCALARS[nullable.name];
  }
  if (nullable instanceof GraphQLEnumType) return nullable.getValues()[0]!.name;
  if (nullable instanceof GraphQLInputObjectType) {
    const ready = INPUTS[nullable.name];
    if (ready) return ready();
    return Object.fromEntries(Object.values(nullable.getFields()).map((field) => [field.name, exampleValue(field.type, field.name, `${path}.${field.name}`, idSlots)]));
  }
  throw new Error(`No example for the input type ${String(type)} of ${path}.`);
}

function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (named instanceof GraphQLUnionType || named instanceof GraphQLInterfaceType) return '{ __typename }';
  if (!(named instanceof GraphQLObjectType)) return '';
  const fields = Object.values(named.getFields()).filter((field) => field.args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined));
  const parts = fields.flatMap((field) => {
    const isLeaf = !(getNamedType(field.type) instanceof GraphQLObjectType) && !(getNamedType(field.type) instanceof GraphQLInterfaceType);
    if (isLeaf) return [field.name];
    return levels > 1 ? [`${field.name} ${selection(field.type, levels - 1)}`] : [];
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : '{ __typename }';
}
