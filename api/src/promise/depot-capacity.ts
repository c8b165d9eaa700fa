import type { EntityManager } from '@mikro-orm/postgresql';
import { setImmediate } from 'node:timers/promises';
import { Depot } from '../network/depot.entity.ts';
import { ServiceLevel } from '../network/service-level.entity.ts';
import { Territory } from '../network/territory.entity.ts';
import type { Server } from '../platform/context.ts';
import { countFits } from '../routes/count-fits.rules.ts';
import { loadPlanPictures } from '../routes/load-plan-pictures.ts';
import { measureLegs } from '../routes/measure-legs.ts';
import { openRoutes, type OpenRoute, type PlanPicture } from '../routes/plan-picture.rules.ts';
import { DoorstepError } from '../shared/errors.ts';
import { addDays, HOUR, SECOND } from '../shared/time.ts';
import { bookedAndHeld, demandOfNextHour, spareTimeOf, type DemandData } from './capacity.rules.ts';
import { jobOf } from './offer.rules.ts';
import { sampleAreas, type SampleArea } from './sample-areas.rules.ts';
import { windowsOn } from './window.rules.ts';

/** How many deliveries are tried in one window and area; that many means "or more". */
export const MOST_FITS = 20;
export const MAX_CAPACITY_DAYS = 7;
/** The delivery that stands for others: one parcel that a person carries, without special needs. */
const SAMPLE = { weightGrams: 5_000, volumeMilliliters: 20_000, skills: [] };
/** Bookings are counted over so many hours, so that a quiet quarter of an hour is no trend. */
const RATE_HOURS = 3;

export interface AreaCapacityData extends SampleArea {
  readonly fits: number;
}

export interface WindowCapacityData {
  readonly serviceLevelId: string;
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
  readonly isOnSale: boolean;
  readonly areas: readonly AreaCapacityData[];
}

/** What a depot could still take on a day. Durations in seconds. */
export interface DayCapacityData {
  readonly date: string;
  readonly planVersion: number;
  readonly vans: number;
  readonly booked: number;
  readonly held: number;
  readonly vanSeconds: number;
  readonly spareVanSeconds: number;
  readonly windows: readonly WindowCapacityData[];
  readonly demand: DemandData;
}

/** Reads with the eyes of the organization; give it a snapshot, so that routes and stops are of one version. */
export interface CapacityReader {
  readonly server: Server;
  readonly em: EntityManager;
}

/**
 * What is booked and held at a depot day by day, and what still fits by window and area: sample deliveries are put into the plan as it is, as
 * a shopper's would be. At most 24 areas, 7 days and 20 deliveries a window are tried; other requests get their turn between areas.
 * @returns null without such a depot
 * @throws DoorstepError `BAD_USER_INPUT` for a number of days that has no meaning
 */
export async function depotCapacity(reader: CapacityReader, { depotId, from, days }: { readonly depotId: string; readonly from: string; readonly days: number }): Promise<DayCapacityData[] | null> {
  if (days < 1 || days > MAX_CAPACITY_DAYS) throw new DoorstepError('BAD_USER_INPUT', `days: expected 1 to ${MAX_CAPACITY_DAYS}, got ${days}.`);
  const { server, em } = reader;
  const depot = await em.findOne(Depot, { id: depotId });
  if (!depot) return null;
  const now = server.clock.now();
  const dates = Array.from({ length: days }, (_, day) => addDays(from, day));
  const pictures = await loadPlanPictures(em, server.ports.travelTimes, { depotId, depot, dates, now });
  const levels = await em.find(ServiceLevel, {}, { orderBy: { id: 'asc' } });
  const areas = sampleAreas(await em.find(Territory, { depotId }, { orderBy: { id: 'asc' } }));
  const recent = await recentBookings(em, { depotId, dates, now });
  const found: DayCapacityData[] = [];
  for (const picture of pictures) {
    const routes = openRoutes(picture, Math.ceil(now.getTime() / SECOND));
    const time = spareTimeOf(routes);
    const windows = await windowCapacities(reader, picture, routes, { levels, areas, now, timeZone: depot.timeZone });
    const demand = demandOfNextHour(recent.get(picture.date) ?? { lastHour: 0, lastHours: 0 }, { hours: RATE_HOURS, routes, spareSeconds: time.spareVanSeconds });
    found.push({ date: picture.date, planVersion: picture.version, ...bookedAndHeld(picture), vans: routes.length, ...time, windows, demand });
  }
  return found;
}

interface Market {
  readonly levels: readonly ServiceLevel[];
  readonly areas: readonly SampleArea[];
  readonly now: Date;
  readonly timeZone: string;
}

async function windowCapacities({ server }: CapacityReader, picture: PlanPicture, routes: readonly OpenRoute[], { levels, areas, now, timeZone }: Market): Promise<WindowCapacityData[]> {
  const sold = levels.flatMap((level) => windowsOn(level, { date: picture.date, timeZone, now }).map((window) => ({ level, ...window })));
  const fits = sold.map(() => [] as AreaCapacityData[]);
  for (const area of areas) {
    const legsOf = await measureLegs(server.ports.travelTimes, picture.depot, routes, area.center);
    // Levels that sell the same window with the same service time share the answer.
    const known = new Map<string, number>();
    sold.forEach(({ level: { serviceSeconds }, start, end }, index) => {
      const key = `${start.getTime()} ${end.getTime()} ${serviceSeconds}`;
      const count = known.get(key) ?? countFits(routes, jobOf({ start, end, serviceSeconds, ...SAMPLE }), legsOf, MOST_FITS);
      known.set(key, count);
      fits[index]!.push({ ...area, fits: count });
    });
    await setImmediate();
  }
  return sold
    .map(({ level, start, end, isBeforeCutoff }, index) => ({ serviceLevelId: level.id, start, end, timeZone, isOnSale: isBeforeCutoff, areas: fits[index]! }))
    .sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime());
}

async function recentBookings(em: EntityManager, { depotId, dates, now }: { readonly depotId: string; readonly dates: readonly string[]; readonly now: Date }): Promise<Map<string, { lastHour: number; lastHours: number }>> {
  const since = (hours: number) => new Date(now.getTime() - hours * HOUR);
  const rows = await em.execute<{ date: string; last_hour: number; last_hours: number }[]>(
    `select date, count(*) filter (where created_at > ?)::int as last_hour, count(*)::int as last_hours
     from delivery where depot_id = ? and date = any(?) and created_at > ? group by date`,
    [since(1), depotId, `{${dates.join(',')}}`, since(RATE_HOURS)],
  );
  return new Map(rows.map((row) => [row.date, { lastHour: row.last_hour, lastHours: row.last_hours }]));
}
