import * as texts from '../generated/documents.ts';
import * as ids from '../generated/persisted.ts';
import { readPersisted } from '../document.ts';
import type { FakeActor } from './actor.ts';
import { fakeError } from './fake-error.ts';

/** The documents that pages run, by id. */
const PERSISTED: ReadonlyMap<string, string> = new Map(
  Object.entries(ids).map(([name, document]) => [(readPersisted(document.toString()).sent as { documentId: string }).documentId, texts[name as keyof typeof ids].toString()]),
);
const PERSISTED_TEXTS: ReadonlySet<string> = new Set(PERSISTED.values());

/** The text of what a request says: a key of a page runs only what the package says. Throws as a server answers. */
export function textOf({ query, documentId }: { readonly query?: unknown; readonly documentId?: unknown }, { kind }: FakeActor): string {
  if (documentId != null) {
    const text = PERSISTED.get(String(documentId));
    if (text === undefined) throw fakeError('DOCUMENT_NOT_FOUND', `There is no document ${String(documentId)} here. The fake has those of its own package.`);
    return text;
  }
  if (typeof query !== 'string' || query === '') throw fakeError('BAD_USER_INPUT', 'The request has no `query`.');
  if (kind !== 'SECRET_KEY' && !PERSISTED_TEXTS.has(query)) {
    throw fakeError('DOCUMENT_NOT_ALLOWED', `A key of this kind (${kind}) runs only the documents of Doorstep's own packages. Use @doorstep/sdk/browser, or send this document from a server, with a secret key.`);
  }
  return query;
}
