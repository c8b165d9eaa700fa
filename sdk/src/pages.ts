import { ServerError } from './errors.ts';

/** A page of a list, as far as walking on needs it. */
export interface Page<Node> {
  /** What is on it, in order. */
  readonly edges: readonly { readonly node: Node }[];
  /** Whether there is a page behind it, and the cursor to ask for it with. */
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The pages of a list one after the other, each asked for when the loop gets there.
 *
 *     for await (const page of pages((after) => doorstep.orders({ first: 100, after }))) …
 *
 * Throws what the request throws, and `ServerError` when the server says there is more but not where.
 */
export async function* pages<P extends Page<unknown>>(
  fetchPage: (after: string | undefined) => Promise<P>,
): AsyncGenerator<P, void, undefined> {
  let after: string | undefined;
  for (;;) {
    const page = await fetchPage(after);
    yield page;
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    if (endCursor === null || endCursor === after) {
      throw new ServerError('The server says there are more pages but its cursor does not move on.', { code: 'INVALID_RESPONSE' });
    }
    after = endCursor;
  }
}

/** What is on the pages of a list, one by one: `for await (const order of nodes((after) => doorstep.orders({ after }))) …` */
export async function* nodes<Node>(
  fetchPage: (after: string | undefined) => Promise<Page<Node>>,
): AsyncGenerator<Node, void, undefined> {
  for await (const page of pages(fetchPage)) for (const { node } of page.edges) yield node;
}
