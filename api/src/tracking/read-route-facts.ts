import type { EntityManager } from '@mikro-orm/postgresql';
import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { HandlingNeed } from '../orders/delivery.rules.ts';
import type { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import type { Position } from '../shared/geo.ts';
import { SECOND } from '../shared/time.ts';

/** Where a route starts, and with what it is driven. */
export interface RouteFrame {
  readonly depotId: string;
  readonly depot: Position;
  readonly timeZone: string;
  readonly vehicleKind: VehicleKind;
}

/** What is handed over at a stop, as far as its time depends on it. */
export interface StopLoad {
  readonly parcels: number;
  readonly isHeavy: boolean;
  readonly isUnit: boolean;
}

/** A leg that was driven today from the depot of the route: what it was to take and what it took, in seconds. */
export interface DrivenLeg {
  readonly vehicleKind: VehicleKind;
  readonly plannedSeconds: number;
  readonly drivenSeconds: number;
  readonly departedAt: Date;
  readonly to: Position;
}

export interface RouteFacts {
  readonly route: Route;
  /** All visits in planned order, without places that are only held. */
  readonly stops: readonly Stop[];
  readonly frame: RouteFrame;
  readonly loads: ReadonlyMap<string, StopLoad>;
  /** Newest first. */
  readonly legs: readonly DrivenLeg[];
}

/** Reads what the arrivals of a route depend on. `em` must see the whole organization: all stops of a route delay each other. */
export async function readRouteFacts(em: EntityManager, route: Route, now: Date): Promise<RouteFacts> {
  const stops = await em.find(Stop, { routeId: route.id, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' } });
  if (route.state !== 'STARTED') return { route, stops, frame: await readFrame(em, route), loads: new Map(), legs: [] };
  return { route, stops, frame: await readFrame(em, route), loads: await readLoads(em, route.id), legs: await readLegs(em, route.dayPlanId, now) };
}

async function readFrame(em: EntityManager, route: Route): Promise<RouteFrame> {
  const [row] = await em.execute<{ id: string; latitude: number; longitude: number; time_zone: string; kind: VehicleKind | null }[]>(
    'select d.id, d.latitude, d.longitude, d.time_zone, v.kind from day_plan p join depot d on d.id = p.depot_id left join vehicle v on v.id = ? where p.id = ?',
    [route.vehicleId, route.dayPlanId],
  );
  if (!row) throw new Error(`Route ${route.id} has no depot: does the session see the organization?`);
  const { id, latitude, longitude, time_zone, kind } = row;
  return { depotId: id, depot: { latitude, longitude }, timeZone: time_zone, vehicleKind: kind ?? 'VAN' };
}

const LOADS = `
  select s.id, count(p.id)::int as parcels, d.handling_needs as needs, coalesce(d.address->>'line2', '') <> '' as is_unit
  from stop s join delivery d on d.id = s.delivery_id left join parcel p on p.delivery_id = d.id
  where s.route_id = ? group by s.id, d.id`;

/** By stop id. */
export async function readLoads(em: EntityManager, routeId: string): Promise<Map<string, StopLoad>> {
  const rows = await em.execute<{ id: string; parcels: number; needs: HandlingNeed[]; is_unit: boolean }[]>(LOADS, [routeId]);
  return new Map(rows.map(({ id, parcels, needs, is_unit }) => [id, { parcels, isHeavy: needs.includes('TWO_PERSON'), isUnit: is_unit }]));
}

/** Legs between two stops that stand one after the other, of which the second was not reached early: who waits for a window drives as slowly as that takes. */
export const DRIVEN_LEGS = `
  select coalesce(v.kind, 'VAN') as kind, b.drive_seconds as planned, b.latitude, b.longitude,
    extract(epoch from a.departed_at)::float8 as departed, extract(epoch from b.arrived_at - a.departed_at)::float8 as driven
  from stop b join stop a on a.route_id = b.route_id and a.sequence = b.sequence - 1
  join route r on r.id = b.route_id left join vehicle v on v.id = r.vehicle_id
  where b.arrived_at > b.window_start + interval '90 seconds' and a.departed_at is not null and a.departed_at < b.arrived_at`;

/** Traffic of the last hour and a half is what the next hour is judged by. */
const RECENT = 5_400;
const MOST_LEGS = 30;

async function readLegs(em: EntityManager, dayPlanId: string, now: Date): Promise<DrivenLeg[]> {
  const since = new Date(now.getTime() - RECENT * SECOND);
  const rows = await em.execute<LegRow[]>(`${DRIVEN_LEGS} and b.day_plan_id = ? and b.arrived_at > ? order by b.arrived_at desc limit ${MOST_LEGS}`, [dayPlanId, since]);
  return rows.map(legOf);
}

export interface LegRow {
  kind: VehicleKind;
  planned: number;
  latitude: number;
  longitude: number;
  departed: number;
  driven: number;
}

export function legOf({ kind, planned, latitude, longitude, departed, driven }: LegRow): DrivenLeg {
  return { vehicleKind: kind, plannedSeconds: planned, drivenSeconds: driven, departedAt: new Date(departed * SECOND), to: { latitude, longitude } };
}
