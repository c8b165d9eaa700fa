import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { parse, print, printSchema, stripIgnoredCharacters, visit } from 'graphql';

/** Writes the schema without its descriptions, as short as it goes: what the fake of `@doorstep/sdk/testing` answers by. */
export const plugin: PluginFunction = (schema) => {
  const bare = visit(parse(printSchema(schema)), { enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined) });
  return `/** The server's schema. */\nexport const SCHEMA = ${JSON.stringify(stripIgnoredCharacters(print(bare)))};\n`;
};
