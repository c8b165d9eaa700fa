import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { completeOperations } from './complete-operations.ts';

/**
 * Writes each operation, with the fragments it needs, as one plain string constant that carries its types. Plain strings
 * because bundlers drop those nobody imports, which they don't do with `new TypedDocumentString(…)`; whole documents
 * because a server that asks for orders should not carry the fragments of a dispatcher.
 */
export const plugin: PluginFunction = (_schema, files) => {
  const constants = completeOperations(files).map(
    ({ name, kind, text, type }) => `/** The ${kind} \`${name}\`. */
export const ${name}Document = ${quoted(text)} as TypedDocument<types.${type}, types.${type}Variables>;`,
  );
  return {
    prepend: ["import type { TypedDocument } from '../document.ts';", "import type * as types from './types.ts';"],
    content: constants.join('\n\n'),
  };
};

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
