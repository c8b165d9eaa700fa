import { Attempt } from '../dispatch/attempt.entity.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { localTime, secondsBetween } from '../shared/time.ts';
import { horizonOf, placeInBand } from './band.rules.ts';
import { doorKeyOf, tellsDoor } from './door.rules.ts';
import { KEPT_VALUES, logRatio, type ExperienceKind } from './experience.rules.ts';
import { visitOf } from './forecast-route.ts';
import { PublishedBand } from './published-band.entity.ts';
import { DRIVEN_LEGS, legOf, readLoads, readRouteFacts, type LegRow } from './read-route-facts.ts';
import { driveLevels, paceOf } from './usual-drive.rules.ts';
import { serviceLevels } from './usual-service.rules.ts';

interface Lesson {
  readonly kind: ExperienceKind;
  readonly key: string;
  readonly values: number[];
}

/** A visit whose hand-over is told this long after the van left, or so soon after it came, was tapped some other time. Seconds. */
const LEAST_VISIT = 10;

/** Takes a finished route into what is known: visits, legs, doors, and where arrivals fell in their bands. */
export async function learnFromRoute(tx: Transaction, route: Route): Promise<void> {
  const facts = await readRouteFacts(tx.em, route, tx.clock.now());
  const loads = await readLoads(tx.em, route.id);
  const hourOf = (instant: Date) => Number(localTime(instant, facts.frame.timeZone).slice(0, 2));
  const lessons = [
    ...facts.stops.flatMap((stop) => visitLessons({ loads }, stop, hourOf(stop.plannedArrival))),
    ...(await legLessons(tx.em, route, hourOf)),
    ...(await bandLessons(tx.em, facts.stops)),
    ...(await doorLessons(tx.em, route, facts.stops)),
  ];
  await append(tx, lessons);
}

/** When a visit began: on arrival, or when the window opened. */
export function beginOf({ arrivedAt, windowStart }: Pick<Stop, 'arrivedAt' | 'windowStart'>): Date | undefined {
  if (!arrivedAt) return undefined;
  return arrivedAt > windowStart ? arrivedAt : windowStart;
}

function visitLessons(facts: { loads: ReadonlyMap<string, { parcels: number; isHeavy: boolean; isUnit: boolean }> }, stop: Stop, hour: number): Lesson[] {
  const begun = beginOf(stop);
  const taken = begun && stop.departedAt ? secondsBetween(begun, stop.departedAt) : 0;
  const value = logRatio(taken, stop.serviceSeconds);
  if (stop.state !== 'DONE' || taken < LEAST_VISIT || value === undefined) return [];
  return serviceLevels(visitOf(facts, stop, hour)).map(({ key }) => ({ kind: 'SERVICE', key, values: [value] }));
}

async function legLessons(em: EntityManager, { id }: Route, hourOf: (instant: Date) => number): Promise<Lesson[]> {
  const rows = await em.execute<LegRow[]>(`${DRIVEN_LEGS} and b.route_id = ?`, [id]);
  return rows.map(legOf).flatMap((driven) => {
    const leg = { ...driven, hour: hourOf(driven.departedAt) };
    const value = paceOf(leg, driven.drivenSeconds);
    return value === undefined ? [] : driveLevels(leg).map(({ key }): Lesson => ({ kind: 'DRIVE', key, values: [value] }));
  });
}

/** Of each visit and horizon the first band that was shown: the others say nearly the same once more. */
async function bandLessons(em: EntityManager, stops: readonly Stop[]): Promise<Lesson[]> {
  const bands = await em.find(PublishedBand, { stopId: { $in: stops.map(({ id }) => id) } }, { orderBy: { id: 'asc' } });
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const firsts = Map.groupBy(bands, (band) => `${band.stopId} ${horizonOf(band.at, band.modelP50)}`);
  return [...firsts.values()].flatMap(([band]) => {
    const begun = band && beginOf(byId.get(band.stopId)!);
    if (!band || !begun || begun < band.at) return [];
    const place = placeInBand({ p10: band.modelP10, p50: band.modelP50, p90: band.modelP90 }, begun);
    return place === undefined ? [] : [{ kind: 'BAND', key: horizonOf(band.at, band.modelP50), values: [place] }];
  });
}

async function doorLessons(em: EntityManager, route: Route, stops: readonly Stop[]): Promise<Lesson[]> {
  const attempts = await em.find(Attempt, { routeId: route.id, outcome: 'DELIVERED', latitude: { $ne: null } });
  const byDelivery = new Map(stops.map((stop) => [stop.deliveryId, stop]));
  return attempts.flatMap(({ deliveryId, latitude, longitude }) => {
    const stop = byDelivery.get(deliveryId);
    if (!stop || latitude == null || longitude == null || !tellsDoor(stop, { latitude, longitude })) return [];
    return [{ kind: 'DOOR', key: doorKeyOf(stop), values: [latitude, longitude] }];
  });
}

const APPEND = `
  insert into experience (organization_id, kind, key, values, updated_at)
  select ?, x.kind, x.key, x.values, ? from jsonb_to_recordset(?::jsonb) as x(kind text, key text, values jsonb, kept int)
  on conflict (organization_id, kind, key) do update set updated_at = excluded.updated_at, values = (
    select jsonb_agg(value order by place) from jsonb_array_elements(excluded.values || experience.values) with ordinality as v(value, place)
    where place <= (?::jsonb ->> excluded.kind)::int)`;

/** Puts what was learned before what was known, and forgets the oldest. Keys in one order, so that two routes never wait for each other. */
async function append(tx: Transaction, lessons: readonly Lesson[]): Promise<void> {
  const byKey = Map.groupBy(lessons, ({ kind, key }) => `${kind} ${key}`);
  const rows = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, alike]) => ({ kind: alike[0]!.kind, key: alike[0]!.key, values: alike.flatMap(({ values }) => values.map(thin)).slice(0, KEPT_VALUES[alike[0]!.kind]) }));
  if (rows.length > 0) await tx.em.execute(APPEND, [tx.organizationId, tx.clock.now(), JSON.stringify(rows), JSON.stringify(KEPT_VALUES)]);
}

/** To the hundredth of a second or the centimeter is enough. */
function thin(value: number): number {
  return Number(value.toFixed(7));
}
