/** What nodes remember of an organization's tables, by what they remember it for. */
export type MarkTopic = 'network' | 'fleet';

/**
 * Metadata for an entity of a tenant's table: each row that is written changes the mark of the topic (see `ChangeMark`). A mark is the id of
 * the transaction: it never comes back, and many rows of one transaction write it once.
 */
export function marksChanges(topic: MarkTopic) {
  return {
    triggers: [
      {
        name: 'marks_changes',
        timing: 'after' as const,
        events: ['insert' as const, 'update' as const, 'delete' as const],
        body: `insert into change_mark (organization_id, topic, transaction) values (coalesce(new.organization_id, old.organization_id), '${topic}', pg_current_xact_id()::text) on conflict (organization_id, topic) do update set transaction = excluded.transaction where change_mark.transaction <> excluded.transaction; return null;`,
      },
    ],
  };
}
