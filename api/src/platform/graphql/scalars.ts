import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';
import { Duration as LuxonDuration } from 'luxon';
import type { Polygon } from '../../shared/geo.ts';
import { durationOf, isLocalDate } from '../../shared/time.ts';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly pattern: RegExp;
  /** What the pattern can't tell. */
  readonly isValid?: (text: string) => boolean;
  /** What a right value looks like. */
  readonly example: string;
}

function textScalar({ name, description, pattern, isValid = () => true, example }: TextScalar): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value) && isValid(value)) return value;
    throw new GraphQLError(`Expected a ${name} such as "${example}", got ${JSON.stringify(value)}.`);
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: check,
    parseValue: check,
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** An instant. A Date inside. */
export const DateTimeISO = GraphQLDateTimeISO;

export const LocalDate = textScalar({
  name: 'LocalDate',
  description: 'A local calendar date `YYYY-MM-DD` in the time zone of the depot or address it belongs to, from 1900 to 2199.',
  pattern: /^(19|20|21)\d{2}-\d{2}-\d{2}$/,
  isValid: isLocalDate,
  example: '2026-11-21',
});

export const LocalTime = textScalar({
  name: 'LocalTime',
  description: 'A local wall-clock time `HH:MM` (24 hours) in the time zone of the depot or address it belongs to.',
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  example: '09:30',
});

/** An exact decimal. A string inside, so that nothing is rounded. */
export const Decimal = textScalar({
  name: 'Decimal',
  description: 'An exact decimal number as a string, e.g. `"7.90"`.',
  pattern: /^-?\d{1,12}(\.\d{1,6})?$/,
  example: '7.90',
});

const parseDuration = (value: unknown): number => {
  const seconds = typeof value === 'string' ? LuxonDuration.fromISO(value).as('seconds') : NaN;
  if (Number.isFinite(seconds)) return Math.round(seconds);
  throw new GraphQLError(`Expected an ISO 8601 duration such as "PT5M", got ${JSON.stringify(value)}.`);
};

/** A span of time. Whole seconds as a number inside, ISO 8601 outside. */
export const Duration = new GraphQLScalarType<number, string>({
  name: 'Duration',
  description: 'A span of time in ISO 8601, e.g. `PT5M`.',
  serialize: (value) => {
    if (typeof value !== 'number') throw new GraphQLError(`A Duration is kept in seconds, got ${JSON.stringify(value)}.`);
    return durationOf(value);
  },
  parseValue: parseDuration,
  parseLiteral: (node) => parseDuration(node.kind === Kind.STRING ? node.value : undefined),
});

export const JSONObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSONObject',
  description: 'A JSON object whose shape its field describes.',
});

// A text that looks like a number would be stored as text, and compared as text.
const isDegrees = (value: unknown, most: number): boolean => typeof value === 'number' && Math.abs(value) <= most;

const isRing = (ring: unknown): boolean =>
  Array.isArray(ring) && ring.length >= 4 &&
  ring.every((point) => Array.isArray(point) && point.length === 2 && isDegrees(point[0], 180) && isDegrees(point[1], 90)) &&
  ring[0][0] === ring.at(-1)[0] && ring[0][1] === ring.at(-1)[1];

const checkPolygon = (value: unknown): Polygon => {
  const polygon = value as Partial<Polygon> | null;
  if (polygon?.type === 'Polygon' && Array.isArray(polygon.coordinates) && polygon.coordinates.length > 0 && polygon.coordinates.every(isRing)) {
    return { type: 'Polygon', coordinates: polygon.coordinates };
  }
  throw new GraphQLError('Expected a GeoJSON Polygon { type: "Polygon", coordinates: [[[longitude, latitude], …]] } whose rings have at least 4 points and end where they start.');
};

/** A GeoJSON Polygon. */
export const GeoJSONPolygon = new GraphQLScalarType<Polygon, Polygon>({
  name: 'GeoJSONPolygon',
  description: 'A GeoJSON Polygon geometry (longitude first; the first ring is the outer one; rings end where they start).',
  serialize: checkPolygon,
  parseValue: checkPolygon,
  parseLiteral: (node, variables) => checkPolygon(plainValue(node, variables)),
});

function plainValue(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, plainValue(field.value, variables)]));
    case Kind.LIST:
      return node.values.map((item) => plainValue(item, variables));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.NULL:
      return null;
    default:
      return node.value;
  }
}
