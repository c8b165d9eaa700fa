import { IsolationLevel } from '@mikro-orm/postgresql';
import type { QuoteReader } from './quote-reader.ts';

/** Reads the tables in one read-only snapshot, so that routes and their stops are of one version. For what needs more than the plans in memory say. */
export function inSnapshot<T>(reader: QuoteReader, read: (snapshot: QuoteReader) => Promise<T>): Promise<T> {
  return reader.em.transactional((em) => read({ ...reader, em }), { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
}
