import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { keyOfCursor, pageOf, type Page, type PageArgs } from '../platform/graphql/connection.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import { DoorstepError } from '../shared/errors.ts';

/** One page of one timeline. */
export interface JourneyRequest extends PageArgs {
  readonly subjectId: string;
}

const FIRST_OF_EACH = `
  select id from (
    select id, row_number() over (partition by subject_id order by sequence) as place from event where subject_id = any(?) and sequence > ?
  ) numbered where place <= ?`;

/** Pages of timelines, oldest event first: two queries for any number of deliveries that ask for the same page. */
export function journeyLoader({ em }: RequestContext): DataLoader<JourneyRequest, Page<Event>, string> {
  return new DataLoader(
    async (requests) => {
      const pages = new Map<JourneyRequest, Page<Event>>();
      for (const [, alike] of Map.groupBy(requests, pageKeyOf)) {
        const { first, after } = alike[0]!;
        const ids = `{${alike.map((request) => request.subjectId).join(',')}}`;
        const rows = await em.execute<{ id: string }[]>(FIRST_OF_EACH, [ids, after ? sequenceOf(after) : 0, first + 1]);
        const events = await em.find(Event, { id: { $in: rows.map((row) => row.id) } }, { orderBy: { sequence: 'asc' } });
        const bySubject = Map.groupBy(events, (event) => event.subjectId);
        for (const request of alike) pages.set(request, pageOf(bySubject.get(request.subjectId) ?? [], request, (event) => `journey:${event.sequence}`));
      }
      return requests.map((request) => pages.get(request)!);
    },
    { cacheKeyFn: (request) => `${request.subjectId} ${pageKeyOf(request)}` },
  );
}

function pageKeyOf({ first, after }: JourneyRequest): string {
  return `${first} ${after ?? ''}`;
}

function sequenceOf(cursor: string): number {
  const match = /^journey:(\d{1,15})$/.exec(keyOfCursor(cursor));
  if (!match) throw new DoorstepError('BAD_USER_INPUT', `"${cursor}" is not a cursor of a journey. Give the endCursor of a page of it, or leave "after" out.`);
  return Number(match[1]);
}
