import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/harness.ts';
import { tenantEntityManager } from '../context.ts';
import { filterCondition, passes, type EventFilter } from './event-filter.ts';
import { Event } from './event.entity.ts';
import { readFeed } from './read-feed.ts';

const ORGANIZATION = { organizationId: 'org_a', retailerId: null };
const RETAILER = { organizationId: 'org_a', retailerId: 'ret_7' };
const EVENTS = 60_000;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  const em = tenantEntityManager(app.server.orm, ORGANIZATION);
  await em.execute(`insert into event (id, organization_id, retailer_id, feed_position, subject_id, type, occurred_at, recorded_at, actor, data)
    select 'evt_' || n, 'org_a', 'ret_' || n % 50, n, 'dlv_' || n % 300, (array['a.one', 'a.two', 'a.near'])[n % 3 + 1], now(), ?, 'system',
      case when n % 3 <> 2 then '{"within": "text"}' else jsonb_build_object('within', nullif(n % 7, 0) * 10, 'withinBefore', nullif(n % 5, 0) * 20) end
    from generate_series(1, ?::int) n`, [app.clock.now(), EVENTS]);
  await em.execute(`insert into feed_head (organization_id, position) values ('org_a', ?)`, [EVENTS]);
  await em.execute('analyze event').catch(() => {}); // the application may not; the plans hold without
});
afterAll(() => app.close());

it('is the same in the database and in memory', async () => {
  const events = await tenantEntityManager(app.server.orm, ORGANIZATION).find(Event, { feedPosition: { $lte: 420 } }, { orderBy: { feedPosition: 'asc' } });
  const test = fc.record({
    types: fc.subarray(['a.one', 'a.two', 'a.near', 'quo"te', 'b\\s'], { minLength: 1 }),
    crossing: fc.option(fc.record({ member: fc.constantFrom('within', 'nothing'), at: fc.constantFrom(0, 10, 20, 45, 100) }), { nil: undefined }),
  }, { requiredKeys: ['types'] });
  const filter = fc.record({ subjectIds: fc.array(fc.constantFrom('dlv_1', 'dlv_2', 'dlv_77', "x'y")), tests: fc.array(test, { maxLength: 3 }) }, { requiredKeys: [] });
  await fc.assert(fc.asyncProperty(filter, async (wanted) => {
    const found = await tenantEntityManager(app.server.orm, ORGANIZATION).find(Event, { $and: [{ feedPosition: { $lte: 420 } }, filterCondition(wanted as EventFilter)] }, { orderBy: { feedPosition: 'asc' } });
    expect(found.map(({ id }) => id)).toEqual(events.filter((event) => passes(wanted as EventFilter, event)).map(({ id }) => id));
  }), { numRuns: 60 });
});

it.each([
  ['an organization', ORGANIZATION, 'event_organization_id_feed_position_unique'],
  ['a retailer', RETAILER, 'event_retailer_id_feed_position_index'],
])('reads a page in the middle of %s\'s feed from its index', async (_who, owner, index) => {
  app.statements.length = 0;
  const { events, reached } = await readFeed(app.server, owner, { after: 30_000, limit: 100 });
  expect(events).toHaveLength(100);
  expect(reached).toBe(events.at(-1)!.feedPosition);
  const sql = app.statements.find((statement) => /from "event"/.test(statement))!;
  const plan = await tenantEntityManager(app.server.orm, owner).execute<Record<string, string>[]>(`explain (analyze, buffers off, timing off, summary off) ${withValues(sql, owner)}`);
  const text = plan.map((row) => Object.values(row)[0]).join('\n');
  expect(text).toContain(index);
  expect(text).not.toMatch(/Seq Scan on event|Sort/);
});

it('stops at its bound for a filter that fits nothing, and says how far it came', async () => {
  const nothing: EventFilter = { tests: [{ types: ['never'] }] };
  expect(await readFeed(app.server, ORGANIZATION, { after: 10, limit: 100, filter: nothing })).toEqual({ events: [], reached: EVENTS, hasMore: false });
});

it('begins behind what is no longer kept', async () => {
  const em = tenantEntityManager(app.server.orm, ORGANIZATION);
  await em.execute(`update event set recorded_at = recorded_at - interval '40 days' where feed_position <= 41234`);
  const { events } = await readFeed(app.server, ORGANIZATION, { after: 0, limit: 1 });
  expect(events[0]!.feedPosition).toBe(41_235);
  await expect(readFeed(app.server, ORGANIZATION, { after: 41_233, limit: 1 })).rejects.toMatchObject({ code: 'RESYNC_REQUIRED' });
  expect((await readFeed(app.server, ORGANIZATION, { after: 41_234, limit: 1 })).events).toHaveLength(1);
});

/** The statement with its parameters written out: `explain` takes none. */
function withValues(sql: string, { organizationId, retailerId }: typeof RETAILER | typeof ORGANIZATION): string {
  const values = [`'${organizationId}'`, ...(retailerId ? [`'${retailerId}'`] : []), '30000', String(EVENTS), '100'];
  return sql.replaceAll(/\?|\$\d+/g, () => values.shift()!);
}
