import { MAX_NOTIFY_BYTES } from '../live/listening-connection.ts';

/** What the relay tells all nodes of one organization: how far its feed has come and what the new events are about. */
export interface FeedNews {
  readonly organizationId: string;
  readonly position: number;
  readonly subjectIds: readonly string[];
}

type Wire = [organizationId: string, position: number, ...subjectIds: string[]];

/** Name of the topic that wakes readers of an organization's feed. */
export function feedTopic(organizationId: string): string {
  return `feed:${organizationId}`;
}

/** The news of placed events as NOTIFY payloads, each under the bound of PostgreSQL; ids are ASCII, so a character is a byte. */
export function feedNewsPayloads(events: readonly { organizationId: string; subjectId: string; feedPosition: number }[]): string[] {
  const payloads: string[] = [];
  let parts: string[] = [];
  let bytes = 2;
  for (const wire of wiresOf(events)) {
    const part = JSON.stringify(wire);
    if (parts.length > 0 && bytes + part.length + 1 > MAX_NOTIFY_BYTES) {
      payloads.push(`[${parts.join(',')}]`);
      parts = [];
      bytes = 2;
    }
    parts.push(part);
    bytes += part.length + 1;
  }
  if (parts.length > 0) payloads.push(`[${parts.join(',')}]`);
  return payloads;
}

export function parseFeedNews(payload: string): FeedNews[] {
  return (JSON.parse(payload) as Wire[]).map(([organizationId, position, ...subjectIds]) => ({ organizationId, position, subjectIds }));
}

/** So many ids of about 33 bytes fit one payload with room to spare. */
const SUBJECTS_PER_WIRE = 100;

function wiresOf(events: readonly { organizationId: string; subjectId: string; feedPosition: number }[]): Wire[] {
  const news = new Map<string, { position: number; subjectIds: Set<string> }>();
  for (const { organizationId, subjectId, feedPosition } of events) {
    const known = news.get(organizationId) ?? { position: 0, subjectIds: new Set() };
    known.position = Math.max(known.position, feedPosition);
    known.subjectIds.add(subjectId);
    news.set(organizationId, known);
  }
  return [...news].flatMap(([organizationId, { position, subjectIds }]) => {
    const subjects = [...subjectIds];
    const wires: Wire[] = [];
    for (let at = 0; at < subjects.length; at += SUBJECTS_PER_WIRE) {
      wires.push([organizationId, position, ...subjects.slice(at, at + SUBJECTS_PER_WIRE)]);
    }
    return wires;
  });
}
