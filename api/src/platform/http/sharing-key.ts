import { createHash } from 'node:crypto';
import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { visibilityOf, type Actor } from '../auth/actor.ts';

export interface SharedOperation {
  readonly document: DocumentNode;
  /** As it was sent. */
  readonly query: string;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly actor: Actor | null;
}

/**
 * Names everything that the answer to an event depends on, besides the event: document, operation, variables, and what the
 * actor may see. Same key and same event, same bytes. Variables that only the arguments of the subscription's own field
 * take are left out: what its source made of them is the event. So all who resumed one feed at places of their own share.
 */
export function sharingKey({ document, query, operation, variables, actor }: SharedOperation): string {
  const used = variablesBelowRoot(document, operation);
  const values = Object.keys(variables).filter((name) => used.has(name)).sort().map((name) => [name, variables[name]]);
  return createHash('sha256').update(JSON.stringify([query, operation.name?.value ?? '', values, actor && visibilityOf(actor)])).digest('base64');
}

function variablesBelowRoot(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const [root] = operation.selectionSet.selections;
  const own = new Set(root?.kind === Kind.FIELD ? root.arguments : []);
  const used = new Set<string>();
  visit(document, {
    // Where a variable is declared is no use of it.
    VariableDefinition: () => false,
    Argument: (argument) => (own.has(argument) ? false : undefined),
    Variable: ({ name }) => void used.add(name.value),
  });
  return used;
}
