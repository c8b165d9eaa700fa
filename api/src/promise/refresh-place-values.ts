import type { Depot } from '../network/depot.entity.ts';
import type { ServiceLevel } from '../network/service-level.entity.ts';
import { systemEntityManager, tenantEntityManager, type Server } from '../platform/context.ts';
import type { DayCard } from '../routes/day-card.rules.ts';
import { PlanView } from '../routes/plan-view.ts';
import { countPromisedWithin } from '../routes/promised-count.rules.ts';
import { newId } from '../shared/ids.ts';
import { addDays, HOUR, localDate, localTime, SECOND } from '../shared/time.ts';
import { expectedDemand, remainingPlaces, scarcityOf, type PastWindow } from './place-value.rules.ts';
import { windowsOn } from './window.rules.ts';

const MOST_ORGANIZATIONS = 1_000;
/** Windows farther away are not worth a forecast: the next run has time to make one. */
const MOST_DAYS = 14;
const PAST_DAYS = 28;

interface ValueRow {
  readonly id: string;
  readonly date: string;
  readonly window_start: Date;
  readonly window_end: Date;
  readonly remaining_places: number;
  readonly expected_demand: number;
  readonly scarcity: number;
}

const WRITE_VALUES = `
  insert into place_value (id, organization_id, depot_id, date, window_start, window_end, remaining_places, expected_demand, scarcity, computed_at)
  select x.id, ?, ?, x.date, x.window_start, x.window_end, x.remaining_places, x.expected_demand, x.scarcity, ?
  from jsonb_to_recordset(?::jsonb) as x(id text, date text, window_start timestamptz, window_end timestamptz, remaining_places int, expected_demand float8, scarcity float8)
  on conflict (depot_id, window_start, window_end) do update set remaining_places = excluded.remaining_places, expected_demand = excluded.expected_demand,
    scarcity = excluded.scarcity, computed_at = excluded.computed_at`;

// Those of the same wall-clock window, whatever it was sold as; the lead time is from booking to the window's start.
const PAST = `
  select date, to_char(window_start at time zone time_zone, 'HH24:MI') as starts, to_char(window_end at time zone time_zone, 'HH24:MI') as ends,
    extract(epoch from window_start - created_at)::float8 as lead
  from delivery where depot_id = ? and date >= ? and date < ? and state <> 'CANCELED'`;

interface PastRow {
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly lead: number;
}

/**
 * Works out anew how scarce each window of each depot is, for those organizations whose prices depend on it. Reads plans out of the node's memory
 * as quotes do, writes one statement a depot, and is harmless beside itself.
 * @returns the number of windows it valued
 */
export async function refreshPlaceValues(server: Server): Promise<number> {
  const organizations = await systemEntityManager(server.orm).execute<{ organization_id: string }[]>(
    `select distinct organization_id from service_level where (pricing->>'scarcityWeight')::float8 > 0 and is_on_sale order by organization_id limit ${MOST_ORGANIZATIONS}`);
  let count = 0;
  for (const { organization_id: organizationId } of organizations) {
    const view = new PlanView(server, organizationId);
    const { depots, serviceLevels } = await view.catalogue();
    const levels = serviceLevels.filter(({ isOnSale, pricing }) => isOnSale && pricing && pricing.scarcityWeight > 0);
    for (const depot of depots.values()) count += await refreshDepot({ server, view, organizationId }, depot, levels);
  }
  return count;
}

interface Run {
  readonly server: Server;
  readonly view: PlanView;
  readonly organizationId: string;
}

async function refreshDepot({ server, view, organizationId }: Run, depot: Depot, levels: readonly ServiceLevel[]): Promise<number> {
  const now = server.clock.now();
  const today = localDate(now, depot.timeZone);
  const dates = Array.from({ length: MOST_DAYS }, (_, day) => addDays(today, day)).filter((date) => levels.some((level) => windowsOn(level, { date, timeZone: depot.timeZone, now }).length > 0));
  const days = await view.days(depot.id, dates);
  const em = tenantEntityManager(server.orm, { organizationId, retailerId: null }, 'organization');
  const past = pastWindows(await em.execute<PastRow[]>(PAST, [depot.id, addDays(today, -PAST_DAYS), today]));
  const rows = days.flatMap((day) => levels.flatMap((level) => valuesOf(level, day, { depot, now, past })));
  const unique = [...new Map(rows.map((row) => [`${row.window_start.getTime()} ${row.window_end.getTime()}`, row])).values()];
  if (unique.length > 0) await em.execute(WRITE_VALUES, [organizationId, depot.id, now, JSON.stringify(unique)]);
  await em.execute('delete from place_value where depot_id = ? and window_end < ?', [depot.id, new Date(now.getTime() - HOUR)]);
  return unique.length;
}

interface Frame {
  readonly depot: Depot;
  readonly now: Date;
  readonly past: (starts: string, ends: string) => readonly PastWindow[];
}

function valuesOf(level: ServiceLevel, day: DayCard, { depot: { timeZone }, now, past }: Frame): ValueRow[] {
  return windowsOn(level, { date: day.date, timeZone, now }).filter(({ isBeforeCutoff }) => isBeforeCutoff).map(({ start, end }) => {
    const span = { from: start.getTime() / SECOND, until: end.getTime() / SECOND };
    const places = remainingPlaces(day.cards, span, level.serviceSeconds);
    // Without a history, as many again as have booked by now.
    const demand = expectedDemand(past(localTime(start, timeZone), localTime(end, timeZone)), span.from - now.getTime() / SECOND) ?? countPromisedWithin(day.cards, span);
    return { id: newId('placeValue'), date: day.date, window_start: start, window_end: end, remaining_places: places, expected_demand: demand, scarcity: scarcityOf({ remainingPlaces: places, expectedDemand: demand }) };
  });
}

/** Bookings of the past by window. A day on which anything was delivered counts for every window, also for one that nobody wanted then. */
function pastWindows(rows: readonly PastRow[]): Frame['past'] {
  const dates = [...new Set(rows.map(({ date }) => date))];
  const byWindow = Map.groupBy(rows, ({ starts, ends }) => `${starts} ${ends}`);
  return (starts, ends) => {
    const byDate = Map.groupBy(byWindow.get(`${starts} ${ends}`) ?? [], ({ date }) => date);
    return dates.map((date) => ({ leadSeconds: (byDate.get(date) ?? []).map(({ lead }) => lead) }));
  };
}
