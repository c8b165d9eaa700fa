import { createHash } from 'node:crypto';
import { buildSchema, parse, validate } from 'graphql';

/** Ids of documents with their texts. */
export type DocumentList = Readonly<Record<string, string>>;

/** The released list with what is current, in order of the ids, so that two people who add to it meet in few lines. */
export function withCurrent(released: DocumentList, current: DocumentList): DocumentList {
  const all = Object.entries({ ...released, ...current });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface ListsToCheck {
  /** The text of `schema.graphql`. */
  readonly schema: string;
  readonly released: DocumentList;
  /** The released list of an earlier commit. */
  readonly earlier: DocumentList;
}

/** What would stop pages that are out there: a document that is gone, changed under its id, or no longer valid. */
export function findBrokenPromises({ schema, released, earlier }: ListsToCheck): readonly string[] {
  const gone = Object.keys(earlier).filter((id) => !(id in released)).map((id) => `${nameOf(earlier[id])} (${id}) is gone from the list; put it back.`);
  const changed = Object.entries(released).filter(([id, text]) => idOf(text) !== id).map(([id, text]) => `${nameOf(text)} (${id}) has another text than its id says.`);
  const today = buildSchema(schema);
  const invalid = Object.entries(released).flatMap(([id, text]) =>
    validate(today, parse(text)).map(({ message }) => `${nameOf(text)} (${id}) is no longer valid: ${message}`),
  );
  return [...gone, ...changed, ...invalid];
}

function nameOf(text = ''): string {
  return /^\w+ (\w+)/.exec(text)?.[1] ?? 'a document';
}

function idOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
