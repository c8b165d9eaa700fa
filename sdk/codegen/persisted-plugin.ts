import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { completeOperations } from './complete-operations.ts';

/** Writes what pages say as kind, name and id, with their types: a page sends the id, and the server knows the document. */
export const plugin: PluginFunction = (_schema, files) => {
  const constants = completeOperations(files).filter(({ isOfPages }) => isOfPages).map(
    ({ name, kind, id, type }) => `/** The ${kind} \`${name}\`, by its id. */
export const ${name}Document = '${kind} ${name} ${id}' as TypedDocument<types.${type}, types.${type}Variables>;`,
  );
  return {
    prepend: ["import type { TypedDocument } from '../document.ts';", "import type * as types from './types.ts';"],
    content: constants.join('\n\n'),
  };
};
