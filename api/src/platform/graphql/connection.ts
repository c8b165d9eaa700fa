import type { EntityManager, EntityName, FilterQuery } from '@mikro-orm/postgresql';
import { Field, ObjectType, type ClassType } from 'type-graphql';
import { DoorstepError } from '../../shared/errors.ts';

/** Most nodes of one page. */
export const MAX_PAGE_SIZE = 100;

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether the page was asked to start after something.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge, null on an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge, null on an empty page; give it as `after`.' })
  endCursor: string | null;
}

/** One page, as resolvers return it. */
export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: PageInfo;
}

/** `<name>Edge` and `<name>Connection` (Relay) over a node type. */
export function connectionType(node: ClassType, name: string): ClassType<Page<unknown>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A ${name} and its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Opaque; give it as `after` to go on behind this.' })
    cursor: string;

    @Field(() => node, { description: 'The thing itself.' })
    node: unknown;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${name}s.` })
  class Connection {
    @Field(() => [Edge], { description: 'The page, in order.' })
    edges: Edge[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    pageInfo: PageInfo;
  }
  return Connection as unknown as ClassType<Page<unknown>>;
}

/** Arguments of a connection, checked. */
export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** An opaque cursor of a plain key. */
export function cursorOf(key: string): string {
  return Buffer.from(`c:${key}`).toString('base64url');
}

/** As much of a wrong cursor as a message shows. */
const SHOWN_CURSOR = 100;

/** The key of a cursor.
 * @throws DoorstepError `BAD_USER_INPUT` when it is none of ours. */
export function keyOfCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  // Keys are plain ASCII; anything else was not made by `cursorOf`, and might not even be text for the database.
  if (!/^c:[\x20-\x7e]{1,100}$/.test(text)) throw new DoorstepError('BAD_USER_INPUT', `"${cursor.slice(0, SHOWN_CURSOR)}" is not a cursor of this API. Give the endCursor of a page, or leave "after" out to start from the beginning.`);
  return text.slice(2);
}

/** @throws DoorstepError `BAD_USER_INPUT` when `first` is not from 1 to 100. */
export function checkPageSize(first: number): number {
  if (first < 1 || first > MAX_PAGE_SIZE) throw new DoorstepError('BAD_USER_INPUT', `"first" must be from 1 to ${MAX_PAGE_SIZE}, got ${first}.`);
  return first;
}

/** Makes a page of rows fetched with one more than asked for. */
export function pageOf<T>(rows: readonly T[], { first, after }: PageArgs, keyOf: (row: T) => string): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ cursor: cursorOf(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Whose rows a key sees, said in the query beside the policies that see to it: only so the planner finds the index by owner and id. */
export function ownedBy(actor: { readonly organizationId: string; readonly retailerId: string | null } | null): { organizationId: string; retailerId?: string } {
  return { organizationId: actor?.organizationId ?? '', ...(actor?.retailerId && { retailerId: actor.retailerId }) };
}

/** A page of entities by id, oldest (`asc`) or newest (`desc`) first: TypeIDs sort by time. */
export async function paginate<T extends { id: string }>(
  em: EntityManager,
  entity: EntityName<T>,
  where: FilterQuery<T>,
  args: PageArgs,
  direction: 'asc' | 'desc' = 'desc',
): Promise<Page<T>> {
  const first = checkPageSize(args.first);
  const behind = args.after ? { id: { [direction === 'asc' ? '$gt' : '$lt']: keyOfCursor(args.after) } } : {};
  const rows = await em.find(entity, { $and: [where, behind] } as unknown as FilterQuery<T>, {
    orderBy: { id: direction } as never, // generic over T: the compiler can't see that every entity has an id
    limit: first + 1,
  });
  return pageOf(rows as T[], args, (row) => row.id);
}
