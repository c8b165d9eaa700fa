import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildASTSchema, defaultFieldResolver, execute, getNamedType, GraphQLError, isEnumType, isInputObjectType, isInterfaceType, isListType,
  isNonNullType, Kind, parse, subscribe, visit, type ConstDirectiveNode, type DefinitionNode, type FieldDefinitionNode,
  type GraphQLFieldResolver, type GraphQLInputType, type GraphQLOutputType, type GraphQLSchema, type InputValueDefinitionNode, type TypeNode,
} from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const DOCUMENTS = JSON.parse(readFileSync(new URL('../../../api/documents/current.json', import.meta.url), 'utf8')) as Record<string, string>;

/** What no client of today has heard of: the member that every enum has got, and the code of errors. */
export const LATER = 'ADDED_LATER';

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const type = (value: string): TypeNode => ({ kind: Kind.NAMED_TYPE, name: name(value) });
const required = (value: string): TypeNode => ({ kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name(value) } });
const directives: ConstDirectiveNode[] = [];
const argument: InputValueDefinitionNode = { kind: Kind.INPUT_VALUE_DEFINITION, name: name('addedLater'), type: type('Boolean') };
const field: FieldDefinitionNode = { kind: Kind.FIELD_DEFINITION, name: name('addedLater'), type: required('AddedLater'), arguments: [], directives };

/** Types of their own for what comes later: an object, an interface, a union, and one more of each interface there is. */
const NEW_TYPES = `
  interface Dated { at: String! }
  type AddedLater implements Dated { at: String! what: EitherLater! }
  type AlsoLater implements Dated { at: String! }
  union EitherLater = AddedLater | AlsoLater
`;

/**
 * The committed schema as it may be a year from now without breaking anybody: every object and interface has one more
 * field, every field and input an optional argument more, every enum one more member, every interface one more type,
 * and there are new interfaces, unions and operations.
 */
export function grownSchema(): GraphQLSchema {
  const today = parse(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
  const grown = visit(today, {
    FieldDefinition: (node) => ({ ...node, arguments: [...(node.arguments ?? []), argument] }),
    ObjectTypeDefinition: { leave: (node) => ({ ...node, fields: [...(node.fields ?? []), field] }) },
    InterfaceTypeDefinition: { leave: (node) => ({ ...node, fields: [...(node.fields ?? []), field] }) },
    InputObjectTypeDefinition: (node) => ({ ...node, fields: [...(node.fields ?? []), argument] }),
    EnumTypeDefinition: (node) => ({ ...node, values: [...(node.values ?? []), { kind: Kind.ENUM_VALUE_DEFINITION, name: name(LATER) }] }),
  });
  const another = grown.definitions.flatMap((node): DefinitionNode[] =>
    node.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? [{
          kind: Kind.OBJECT_TYPE_DEFINITION,
          name: name(`${node.name.value}Later`),
          interfaces: [{ kind: Kind.NAMED_TYPE, name: node.name }],
          ...(node.fields && { fields: node.fields }),
        }]
      : [],
  );
  return buildASTSchema({ ...grown, definitions: [...grown.definitions, ...another, ...parse(NEW_TYPES).definitions] });
}

/** A value that an input of this type takes: what is optional is left out. */
export function inputOf(input: GraphQLInputType): unknown {
  if (isNonNullType(input)) return inputOf(input.ofType);
  if (isListType(input)) return [inputOf(input.ofType)];
  if (isEnumType(input)) return input.getValues()[0]?.value;
  if (!isInputObjectType(input)) return scalarOf(input.name);
  const members = Object.values(input.getFields()).filter((member) => isNonNullType(member.type));
  return Object.fromEntries(members.map((member) => [member.name, inputOf(member.type)]));
}

function scalarOf(scalar: string): unknown {
  if (scalar === 'Int' || scalar === 'Float') return 1;
  if (scalar === 'Boolean') return true;
  if (scalar === 'JSONObject') return { addedLater: [1] };
  if (scalar === 'GeoJSONPolygon') return { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [0, 1], [0, 0]]] };
  return '1';
}

/** How the grown server answers: `carries out` every mutation, `refuses` it with the new code, or `fails` with the new code. */
export type Mood = 'carries out' | 'refuses' | 'fails';

/** The grown schema over HTTP and graphql-transport-ws. Every list has one member, every enum the new one. */
export async function startGrownServer() {
  const schema = grownSchema();
  let mood: Mood = 'carries out';

  const valueOf = (output: GraphQLOutputType): unknown => {
    if (isNonNullType(output)) return valueOf(output.ofType);
    if (isListType(output)) return [valueOf(output.ofType)];
    if (isEnumType(output)) return LATER;
    const named = getNamedType(output);
    if ('getFields' in named || 'getTypes' in named) return {};
    return scalarOf(named.name);
  };
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const given = defaultFieldResolver(source, args, context, info);
    if (given !== undefined) return given;
    if (mood === 'fails') throw new GraphQLError('Something new.', { extensions: { code: LATER, retryable: false, addedLater: { deep: true } } });
    const isPayload = 'userErrors' in info.parentType.getFields();
    if (info.fieldName === 'userErrors') return mood === 'refuses' ? valueOf(info.returnType) : [];
    if (isPayload && mood === 'refuses' && !isNonNullType(info.returnType)) return null;
    if (info.fieldName === 'hasNextPage') return false;
    return valueOf(info.returnType);
  };
  const typeResolver = (_value: unknown, _context: unknown, _info: unknown, abstract: { readonly name: string }) =>
    isInterfaceType(schema.getType(abstract.name)) && abstract.name !== 'Dated' ? `${abstract.name}Later` : 'AlsoLater';

  const handler = createHandler({
    schema,
    execute: (args) => execute({ ...args, fieldResolver, typeResolver }),
    // What lies in pages names its document; the server keeps those of today.
    async parseRequestParams(request) {
      const body = typeof request.body === 'function' ? await request.body() : request.body;
      const { documentId, query, variables, operationName } = JSON.parse(String(body));
      return { query: query ?? DOCUMENTS[documentId], variables, operationName };
    },
  });
  const http = createServer((request, response) => {
    response.setHeader('x-added-later', 'yes');
    void handler(request, response);
  });
  const sockets = new WebSocketServer({ server: http });
  useServer(
    {
      schema,
      execute: (args) => execute({ ...args, fieldResolver, typeResolver }),
      subscribe: (args) =>
        subscribe({
          ...args,
          fieldResolver,
          typeResolver,
          subscribeFieldResolver: async function* () {
            yield {};
          },
        }),
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    schema,
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    /** From now on. */
    is(now: Mood) {
      mood = now;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
