import { Depot } from '../network/depot.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { addDays, localDate } from '../shared/time.ts';
import { findIneligibility } from './driver-eligibility.rules.ts';
import type { CredentialKind, VehicleKind } from './fleet.rules.ts';
import type { ShiftPattern } from './shift-pattern.entity.ts';
import { datesOf, fillsOpenShift, OPEN_SHIFT_DAYS, timesOn, type MatchedShift } from './shift-pattern.rules.ts';

interface ShiftRow {
  id: string;
  date: string;
  starts_at: string;
  ends_at: string;
  vehicle_id: string;
  vehicle_kind: VehicleKind;
  pattern_id: string | null;
  pattern_slot: number | null;
  credentials: { kind: CredentialKind; expiresOn: string }[];
}

const SHIFTS_OF_DATES = `
  select s.id, s.date, s.starts_at::text, s.ends_at::text, s.vehicle_id, v.kind as vehicle_kind, s.pattern_id, s.pattern_slot,
    (select coalesce(json_agg(json_build_object('kind', c.kind, 'expiresOn', c.expires_on)), '[]') from credential c where c.driver_id = s.driver_id) as credentials
  from shift s left join vehicle v on v.id = s.vehicle_id
  where s.depot_id = ? and s.date = any(?) and (s.pattern_id = ? or s.pattern_id is null)
  order by s.date, s.starts_at, s.id`;

const INSERT_OPEN = `
  insert into shift (id, organization_id, depot_id, date, starts_at, ends_at, pattern_id, pattern_slot)
  select x.id, ?, ?, x.date, x.starts_at, x.ends_at, ?, x.slot
  from jsonb_to_recordset(?::jsonb) as x(id text, date text, starts_at timestamptz, ends_at timestamptz, slot int)
  on conflict (pattern_id, date, pattern_slot) do nothing`;

/**
 * Serializes what matches shifts with patterns, in the order of the depots' ids. Before any lock of a plan, a driver or a vehicle; sales,
 * which refer to the depot, go on.
 */
export async function lockShiftsOf(tx: Transaction, depotIds: readonly string[]): Promise<void> {
  await tx.em.execute('select id from depot where id = any(?) order by id for no key update', [`{${depotIds.map((id) => JSON.stringify(id)).join(',')}}`]);
}

/**
 * Makes the open shifts of a pattern from tomorrow on, as far as anything is sold ahead, and counts shifts that are there already. May run
 * again at any time: what is there stays. Needs the lock of `lockShiftsOf`.
 * @returns how many it made
 */
export async function makeOpenShifts(tx: Transaction, pattern: ShiftPattern): Promise<number> {
  const { timeZone } = await tx.em.findOneOrFail(Depot, { id: pattern.depotId });
  const today = localDate(tx.clock.now(), timeZone);
  const dates = datesOf(pattern, addDays(today, 1), addDays(today, OPEN_SHIFT_DAYS));
  if (dates.length === 0) return 0;
  const rows = await tx.em.execute<ShiftRow[]>(SHIFTS_OF_DATES, [pattern.depotId, `{${dates.join(',')}}`, pattern.id]);
  const ofDate = Map.groupBy(rows, (row) => row.date);
  const made: object[] = [];
  for (const date of dates) {
    const times = timesOn(pattern, date, timeZone);
    if (!times) continue;
    const there = ofDate.get(date) ?? [];
    const taken = new Set(there.flatMap((row) => (row.pattern_id === null ? [] : (row.pattern_slot ?? []))));
    const free = Array.from({ length: pattern.vans }, (_, slot) => slot).filter((slot) => !taken.has(slot));
    const open: MatchedShift = { ...times, vehicleId: pattern.vehicleId ?? null, vehicleKind: pattern.vehicleKind };
    for (const row of there.filter((each) => each.pattern_id === null && isWorking(each) && fillsOpenShift(matched(each), open))) {
      const slot = free.shift();
      if (slot === undefined) break;
      await tx.em.execute('update shift set pattern_id = ?, pattern_slot = ? where id = ?', [pattern.id, slot, row.id]);
    }
    made.push(...free.map((slot) => ({ id: newId('shift'), date, starts_at: times.startsAt, ends_at: times.endsAt, slot })));
  }
  if (made.length > 0) await tx.em.execute(INSERT_OPEN, [tx.organizationId, pattern.depotId, pattern.id, JSON.stringify(made)]);
  return made.length;
}

/** A driver whose papers aren't valid that day is no van. */
function isWorking({ credentials, date }: ShiftRow): boolean {
  return findIneligibility(credentials, date) === undefined;
}

function matched(row: ShiftRow): MatchedShift {
  return { startsAt: new Date(row.starts_at), endsAt: new Date(row.ends_at), vehicleId: row.vehicle_id, vehicleKind: row.vehicle_kind };
}
