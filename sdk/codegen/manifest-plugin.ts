import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { completeOperations } from './complete-operations.ts';

/** Writes what pages say as ids with their texts: what the server runs for publishable keys and tracking links. */
export const plugin: PluginFunction = (_schema, files) => {
  const ofPages = completeOperations(files).filter(({ isOfPages }) => isOfPages);
  return `${JSON.stringify(Object.fromEntries(ofPages.map(({ id, text }) => [id, text])), null, 2)}\n`;
};
