import { createHash } from 'node:crypto';
import type { ActorKind } from '../../shared/actor-kind.ts';
import { DoorstepError } from '../../shared/errors.ts';
import type { Actor } from '../auth/actor.ts';

/** Whose keys lie open in pages: anybody can read and use them, so they run only what our packages say. */
const IN_PAGES: ReadonlySet<ActorKind> = new Set<ActorKind>(['PUBLISHABLE_KEY', 'TRACKING_LINK']);

/** What a request says: a text, or the id of a text that the server has (GraphQL over HTTP, appendix "Persisted Documents"). */
export interface SaidDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

export interface PersistedDocumentsOptions {
  /** Ids with their texts: those of today's packages, and of every released one. */
  readonly lists: readonly Readonly<Record<string, string>>[];
  /** Lets every key send texts of its own; for tests of the schema. Default false. */
  readonly ownDocumentsForAll?: boolean;
}

/** The documents that pages run, and who may run others. */
export class PersistedDocuments {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #ownDocumentsForAll: boolean;

  constructor({ lists, ownDocumentsForAll = false }: PersistedDocumentsOptions) {
    this.#texts = new Map(lists.flatMap((list) => Object.entries(list)));
    this.#ownDocumentsForAll = ownDocumentsForAll;
  }

  /**
   * The text to run, or undefined when the request says none.
   * @throws DoorstepError `DOCUMENT_NOT_FOUND` for an unknown id, `DOCUMENT_NOT_ALLOWED` for a text of its own under a key that lies in pages.
   */
  textOf({ query, documentId }: SaidDocument, actor: Actor | null | undefined): string | undefined {
    if (documentId !== undefined && documentId !== null) {
      // An empty text is what graphql-transport-ws asks for where there is none.
      if (query) throw new DoorstepError('BAD_USER_INPUT', 'Send "query" or "documentId", not both.');
      return this.#findText(documentId);
    }
    if (typeof query !== 'string') return undefined;
    if (actor && IN_PAGES.has(actor.kind) && !this.#ownDocumentsForAll && !this.#texts.has(idOf(query))) {
      throw new DoorstepError(
        'DOCUMENT_NOT_ALLOWED',
        `A key of this kind (${actor.kind}) runs only the documents of Doorstep's own packages. Use @doorstep/sdk/browser, or send this document from a server, with a secret key.`,
      );
    }
    return query;
  }

  #findText(documentId: unknown): string {
    if (typeof documentId !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(documentId)) {
      throw new DoorstepError('BAD_USER_INPUT', '"documentId" must be "sha256:" and 64 hexadecimal digits.');
    }
    const text = this.#texts.get(documentId);
    if (text !== undefined) return text;
    throw new DoorstepError('DOCUMENT_NOT_FOUND', `There is no document ${documentId} here. A package that is newer than this server may know it: update the server, then the pages.`);
  }
}

/** The id of a document: `sha256:` and the hash of its text in hex. */
export function idOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
