import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, print, stripIgnoredCharacters, visit } from 'graphql';

/** What is written here is what pages may say: those documents are persisted, and pages send their ids. */
const OF_PAGES = ['checkout.graphql', 'recipient.graphql'];

/** One operation of `sdk/operations` with everything it needs. */
export interface CompleteOperation {
  readonly name: string;
  readonly kind: OperationDefinitionNode['operation'];
  /** Name of its generated type. */
  readonly type: string;
  /** The whole document, as short as it goes. */
  readonly text: string;
  /** `sha256:` and the hash of the text in hex, as in GraphQL over HTTP, "Persisted Documents". */
  readonly id: string;
  /** Whether a page may say it. */
  readonly isOfPages: boolean;
}

/** All operations, in order of their names. */
export function completeOperations(files: readonly Types.DocumentFile[]): readonly CompleteOperation[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const { document } of files) {
    for (const node of document?.definitions ?? []) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const operations = files.flatMap(({ document, location }) =>
    (document?.definitions ?? []).flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [complete(node, fragments, OF_PAGES.includes(basename(location ?? '')))] : [],
    ),
  );
  return operations.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function complete(node: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, isOfPages: boolean): CompleteOperation {
  if (!node.name) throw new Error('Every operation in sdk/operations needs a name.');
  const { name: { value: name }, operation: kind } = node;
  const text = stripIgnoredCharacters([node, ...fragmentsOf(node, fragments)].map(print).join('\n'));
  const id = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return { name, kind, text, id, isOfPages, type: `${name}${kind[0]?.toUpperCase()}${kind.slice(1)}` };
}

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
