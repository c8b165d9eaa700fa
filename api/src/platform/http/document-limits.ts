import { GraphQLError, type ASTVisitor, type FieldNode, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql';
import { LIMITS } from './limits.ts';

function refuse(bound: string, most: number, got: number): GraphQLError {
  return new GraphQLError(`A document may have at most ${most} ${bound}; this one has ${got}. Split it into several requests.`, {
    extensions: { code: 'LIMIT_EXCEEDED', limit: bound, most },
  });
}

interface Totals {
  depth: number;
  aliases: number;
  /** Fields of the set itself, with its fragments spread. */
  fields: number;
}

const nothing = (): Totals => ({ depth: 0, aliases: 0, fields: 0 });

/**
 * Depth, aliases and fields at the root of an operation with its fragments spread. A fragment is measured once and remembered, and a
 * spread inside itself counts as nothing (its own rule refuses it), so the work is linear in the document.
 */
function measure(context: ValidationContext, root: SelectionSetNode): Totals {
  const fragments = new Map<string, Totals | null>();

  const ofSelections = (set: SelectionSetNode): Totals => {
    const totals = nothing();
    for (const selection of set.selections) {
      const part = selection.kind === 'Field' ? ofField(selection) : selection.kind === 'InlineFragment' ? ofSelections(selection.selectionSet) : ofFragment(selection.name.value);
      totals.depth = Math.max(totals.depth, part.depth);
      totals.aliases += part.aliases;
      totals.fields += part.fields;
    }
    return totals;
  };
  const ofField = (field: FieldNode): Totals => {
    const below = field.selectionSet ? ofSelections(field.selectionSet) : nothing();
    return { depth: below.depth + 1, aliases: below.aliases + (field.alias ? 1 : 0), fields: 1 };
  };
  const ofFragment = (name: string): Totals => {
    const known = fragments.get(name);
    if (known !== undefined) return known ?? nothing();
    fragments.set(name, null);
    const fragment = context.getFragment(name);
    const totals = fragment ? ofSelections(fragment.selectionSet) : nothing();
    fragments.set(name, totals);
    return totals;
  };
  return ofSelections(root);
}

/** Introspection is deep by nature and bounded by the schema. */
function isIntrospection(set: SelectionSetNode): boolean {
  return set.selections.every((selection) => selection.kind === 'Field' && selection.name.value.startsWith('__'));
}

const boundShape: ValidationRule = (context): ASTVisitor => ({
  OperationDefinition(operation) {
    if (isIntrospection(operation.selectionSet)) return;
    const { depth, aliases, fields } = measure(context, operation.selectionSet);
    if (depth > LIMITS.documentDepth) context.reportError(refuse('levels', LIMITS.documentDepth, depth));
    if (aliases > LIMITS.documentAliases) context.reportError(refuse('aliases', LIMITS.documentAliases, aliases));
    if (fields > LIMITS.rootFields) context.reportError(refuse('fields at the root', LIMITS.rootFields, fields));
  },
});

const boundDirectives: ValidationRule = (context): ASTVisitor => {
  let directives = 0;
  return {
    Directive() {
      directives += 1;
      if (directives === LIMITS.documentDirectives + 1) context.reportError(refuse('directives', LIMITS.documentDirectives, directives));
    },
  };
};

/** Rules that bound the shape of a document; the same for HTTP and WebSocket. */
export const validationRules: readonly ValidationRule[] = [boundShape, boundDirectives];
export const maxTokens = LIMITS.documentTokens;
