import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { plugin as typescriptOperations } from '@graphql-codegen/typescript-operations';

/**
 * Types of the operations, their inputs and enums, with open enums: `'A' | 'B' | (string & {})` completes to the known
 * members in an editor and takes a member that a newer server adds. (`futureProofEnums` alone would type that one as a
 * literal no server ever sends.)
 */
export const plugin: PluginFunction = async (schema, files, config, info) => {
  const output = await typescriptOperations(schema, files, { ...config, enumType: 'string-literal', futureProofEnums: true }, info);
  if (typeof output === 'string') throw new Error('Expected prepend and content from typescript-operations.');
  return { ...output, content: output.content.replaceAll("'%future added value'", '(string & {})') };
};
