import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, print, stripIgnoredCharacters, visit } from 'graphql';

/**
 * Writes each operation, with the fragments it needs, as one plain string constant that carries its types. Plain strings
 * because bundlers drop those nobody imports, which they don't do with `new TypedDocumentString(…)`; whole documents
 * because a storefront that asks for windows should not carry the fragments of a dispatcher.
 */
export const plugin: PluginFunction = (_schema, files) => {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: { name: string; node: OperationDefinitionNode }[] = [];
  for (const node of definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    if (!node.name) throw new Error('Every operation in sdk/operations needs a name.');
    operations.push({ name: node.name.value, node });
  }
  operations.sort((a, b) => (a.name < b.name ? -1 : 1));

  const constants = operations.map(({ name, node }) => {
    const text = [node, ...fragmentsOf(node, fragments)].map(print).join('\n');
    const type = `${name}${capitalized(node.operation)}`;
    return `/** The ${node.operation} \`${name}\`. */
export const ${name}Document = ${quoted(stripIgnoredCharacters(text))} as TypedDocument<types.${type}, types.${type}Variables>;`;
  });
  return {
    prepend: ["import type { TypedDocument } from '../document.ts';", "import type * as types from './types.ts';"],
    content: constants.join('\n\n'),
  };
};

/** Every fragment the node spreads, directly or through another one, in the order they are met. */
function fragmentsOf(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  all: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Iterable<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (!fragment) throw new Error(`There is no fragment ${name.value} in sdk/operations.`);
      if (found.has(fragment)) return;
      found.add(fragment);
      fragmentsOf(fragment, all, found);
    },
  });
  return found;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function capitalized(word: string): string {
  return word[0]?.toUpperCase() + word.slice(1);
}
