import { visit, type DocumentNode } from 'graphql';
import { DoorstepError } from '../../shared/errors.ts';

/**
 * Refuses texts that PostgreSQL can't keep, wherever they stand in a request: a NUL character, or half of a surrogate pair, which is no
 * Unicode text. Asked once at the door, so that no use case has to.
 * @throws DoorstepError `BAD_USER_INPUT` that names the variable
 */
export function checkStorable(document: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  checkDocument(document);
  // Without recursion: a body may nest deeper than the stack.
  const waiting: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: variables }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && !isStorable(value)) throw refusal(`The variable "${path.slice(1)}"`);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) waiting.push({ path: path.length > MAX_PATH ? path : `${path}.${name}`, value: part });
  }
}

const STORABLE_DOCUMENTS = new WeakSet<DocumentNode>();

/** Once for a document that is sent again and again. */
function checkDocument(document: DocumentNode): void {
  if (STORABLE_DOCUMENTS.has(document)) return;
  visit(document, {
    StringValue({ value }) {
      if (!isStorable(value)) throw refusal('A text of the document');
    },
  });
  STORABLE_DOCUMENTS.add(document);
}

/** A longer path helps nobody. */
const MAX_PATH = 200;

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function refusal(what: string): DoorstepError {
  return new DoorstepError('BAD_USER_INPUT', `${what} has a NUL character or half of a surrogate pair, which can't be stored. Send text without them.`);
}
