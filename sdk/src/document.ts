/**
 * A GraphQL document that knows the types of its result and of its variables.
 *
 * The documents of this package are plain strings with this type, so a bundler drops those nobody uses. What
 * graphql-codegen makes with `documentMode: 'string'` (`TypedDocumentString`) fits as it is, and so does a bare string,
 * whose result is then `unknown`. A document holds one operation and the fragments it needs.
 */
export interface TypedDocument<Result, Variables> {
  /** The text of the document. */
  toString(): string;
  /** Never there at run time; carries the types. The name is the one codegen's documents use. */
  __apiType?: (variables: Variables) => Result;
}

/** What a document does, its name for logs and error texts (empty when it has none), and how it is sent. */
export interface Operation {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name: string;
  /** The text, or the id of a document that the server knows. */
  readonly sent: { readonly query: string } | { readonly documentId: string };
}

/** Reads a document as it is written. */
export type ReadDocument = (text: string) => Operation;

/** A document of this package that the server knows: its kind, its name and its id. All that a page has to carry. */
export const readPersisted: ReadDocument = (text) => {
  // Generated so; the test of the contract goes through all of them.
  const [type, name, documentId] = text.split(' ') as [Operation['type'], string, string];
  return { type, name, sent: { documentId } };
};

const TOKENS = /#[^\n\r]*|"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\])*"|[{}(@]|\w+/g;

/**
 * The type and name of the first operation of a document, read without a GraphQL parser: fragments, comments and strings
 * before it are passed over. A document without an operation counts as a query; the server says what is wrong with it.
 */
export const readText: ReadDocument = (text) => {
  const sent = { query: text };
  const tokens = text.match(TOKENS) ?? [];
  let depth = 0;
  let inFragment = false;
  for (const [index, token] of tokens.entries()) {
    if (token === '}' && --depth === 0) inFragment = false;
    if (token === '{' && depth++ === 0 && !inFragment) break;
    if (depth > 0 || inFragment) continue;
    if (token === 'fragment') inFragment = true;
    if (token === 'query' || token === 'mutation' || token === 'subscription') {
      const next = tokens[index + 1] ?? '';
      return { type: token, name: /^\w/.test(next) ? next : '', sent };
    }
  }
  return { type: 'query', name: '', sent };
};
