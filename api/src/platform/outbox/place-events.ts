import type { ClientBase } from 'pg';
import { SYSTEM_ROLE } from '../database/roles.ts';
import { CHANNEL } from './channels.ts';
import { feedNewsPayloads } from './feed-news.ts';

/** An event that has its place in the feed of its organization. */
export interface PlacedEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly type: string;
  readonly subjectId: string;
  /** Gapless from 1 in each organization. */
  readonly feedPosition: number;
}

/** Runs in the transaction that gives events their place, as the owner of the connection. */
export type OnPlaced = (client: ClientBase, events: readonly PlacedEvent[]) => Promise<void>;

/**
 * One statement: numbers are counted per organization in order of insertion, and the head moves on by as many. Rows of
 * transactions still open are not seen and get a later place, so nothing that a reader has passed appears behind it.
 */
const PLACE = `
  with batch as (
    select id, organization_id, sequence from event where feed_position is null order by sequence limit $1
  ), numbered as (
    select id, organization_id,
      row_number() over (partition by organization_id order by sequence) as place,
      count(*) over (partition by organization_id) as total
    from batch
  ), head as (
    insert into feed_head (organization_id, position)
    select organization_id, count(*) from batch group by organization_id
    on conflict (organization_id) do update set position = feed_head.position + excluded.position
    returning organization_id, position
  )
  update event set feed_position = head.position - numbered.total + numbered.place
  from numbered join head using (organization_id)
  where event.id = numbered.id
  returning event.id, event.organization_id, event.type, event.subject_id, event.feed_position`;

interface PlacedRow {
  id: string;
  organization_id: string;
  type: string;
  subject_id: string;
  feed_position: string;
}

/**
 * Gives up to `limit` committed events their place, hands them on, and tells all nodes; in one transaction, so that
 * news is heard exactly when places are seen. Only one connection may do this at a time: the relay holds the lock.
 */
export async function placeEvents(client: ClientBase, limit: number, onPlaced?: OnPlaced): Promise<PlacedEvent[]> {
  await client.query('begin');
  try {
    await client.query(`set local role ${SYSTEM_ROLE}`);
    const { rows } = await client.query<PlacedRow>(PLACE, [limit]);
    await client.query('set local role none');
    const events = rows.map(placedEventOf).sort((a, b) => a.feedPosition - b.feedPosition);
    if (events.length > 0) await onPlaced?.(client, events);
    for (const payload of feedNewsPayloads(events)) {
      await client.query('select pg_notify($1, $2)', [CHANNEL.feed, payload]);
    }
    await client.query('commit');
    return events;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

function placedEventOf(row: PlacedRow): PlacedEvent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    type: row.type,
    subjectId: row.subject_id,
    feedPosition: Number(row.feed_position),
  };
}
