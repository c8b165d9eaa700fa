import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ports } from '../platform/context.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { localTime, secondsBetween } from '../shared/time.ts';
import { correctBand, horizonOf, type CorrectedBand } from './band.rules.ts';
import type { DelayParts } from './because.rules.ts';
import { doorKeyOf } from './door.rules.ts';
import { estimateArrivals, type Outlook } from './eta.rules.ts';
import { shrunkMedian } from './experience.rules.ts';
import { measureLegsAhead } from './measure-legs-ahead.ts';
import { partsOfDelays } from './parts-of-delays.rules.ts';
import { readExperience, type Experiences } from './read-experience.ts';
import { readRouteFacts, type RouteFacts } from './read-route-facts.ts';
import { COMMON_SPREAD, driveLevels, paceOf, usualDrive, usualPace, type Leg } from './usual-drive.rules.ts';
import { serviceLevels, usualService, type Visit } from './usual-service.rules.ts';

/** What is expected at one open stop. */
export interface StopForecast {
  /** As past bands say the model's should have been. */
  readonly band: CorrectedBand;
  readonly model: Outlook;
  /** What the distance to the plan is made of. */
  readonly parts: DelayParts;
  readonly usualServiceSeconds: number;
}

/** A route as it stands: what is done, what is open in the order it will be served, and when. */
export interface RouteForecast {
  readonly route: Route;
  /** All visits in planned order, without places that are only held. */
  readonly stops: readonly Stop[];
  readonly depotId: string;
  /** Open ones: the door the driver is at first, then as planned. */
  readonly ahead: readonly Stop[];
  /** By stop id; empty unless the route is on the road. */
  readonly estimates: ReadonlyMap<string, StopForecast>;
}

const HORIZON_KEYS = ['10', '20', '40', '80', '160', 'more'];
/** Legs of today that it takes for today to count as much as all days before. */
const TODAY_TRUST = 6;

/** The open stops of a route in the order they will be served. A door the van has left, whose outcome nobody told yet, is behind. */
export function stopsAhead(stops: readonly Stop[]): Stop[] {
  const open = stops.filter((stop) => stop.state === 'PLANNED' || (stop.state === 'ARRIVED' && !stop.departedAt));
  return open.toSorted((a, b) => rank(a) - rank(b) || a.sequence - b.sequence);
}

function rank(stop: Stop): number {
  return stop.state === 'ARRIVED' ? 0 : 1;
}

/** Reads a route and works out its arrivals. `em` must see the whole organization: all stops of a route delay each other. */
export async function forecastRoute(em: EntityManager, ports: Ports, route: Route, now: Date): Promise<RouteForecast> {
  const facts = await readRouteFacts(em, route, now);
  const { stops, frame } = facts;
  const ahead = stopsAhead(stops);
  const base = { route, stops, ahead, depotId: frame.depotId };
  if (route.state !== 'STARTED' || ahead.length === 0) return { ...base, estimates: new Map() };

  const legs = await measureLegsAhead(ports.travelTimes, facts, ahead);
  const hourOf = (instant: Date) => Number(localTime(instant, frame.timeZone).slice(0, 2));
  const visits = ahead.map((stop) => visitOf(facts, stop, hourOf(stop.plannedArrival)));
  const drives = ahead.map((stop, index): Leg => ({ vehicleKind: frame.vehicleKind, plannedSeconds: legs.legs[index]!.seconds, hour: hourOf(later(stop.plannedArrival, now)), to: stop }));
  const driven = facts.legs.map((leg): Leg => ({ ...leg, hour: hourOf(leg.departedAt) }));
  const experience = await readExperience(em, route.organizationId, {
    SERVICE: visits.flatMap((visit) => serviceLevels(visit).map(({ key }) => key)),
    DRIVE: [...drives, ...driven].flatMap((leg) => driveLevels(leg).map(({ key }) => key)),
    BAND: HORIZON_KEYS,
  });
  const today = paceOfToday(facts, driven, experience);
  const open = ahead.map((stop, index) => ({
    id: stop.id,
    drive: usualDrive(drives[index]!, experience.of('DRIVE'), today),
    service: usualService(visits[index]!, experience.of('SERVICE')),
    pauseSeconds: legs.legs[index]!.pauseSeconds,
    windowStart: stop.windowStart,
    windowEnd: stop.windowEnd,
    arrivedAt: stop.state === 'ARRIVED' ? (stop.arrivedAt ?? now) : null,
  }));
  const outlooks = estimateArrivals({ seenAt: legs.seen.at, now, commonSpread: COMMON_SPREAD, stops: open });
  const known = experience.of('BAND');
  const bands = ahead.map((stop) => bandOf(stop, outlooks.get(stop.id)!, known(horizonOf(now, outlooks.get(stop.id)!.p50)), now));
  const parts = partsOfDelays({ route, stops, ahead: open, bands, seenAt: legs.seen.at, now });
  const estimates = ahead.map((stop, index): [string, StopForecast] => [
    stop.id,
    { band: bands[index]!, model: outlooks.get(stop.id)!, parts: parts[index]!, usualServiceSeconds: Math.round(open[index]!.service.seconds) },
  ]);
  return { ...base, estimates: new Map(estimates) };
}

function bandOf(stop: Stop, model: Outlook, places: readonly number[], now: Date): CorrectedBand {
  if (stop.state === 'ARRIVED') return { ...model, low: model.p10, high: model.p90 };
  return correctBand(model, places, later(stop.windowStart, now));
}

/** Who is served at an open stop, as far as the time at the door depends on it. */
export function visitOf({ loads }: Pick<RouteFacts, 'loads'>, stop: Stop, hour: number): Visit {
  const load = loads.get(stop.id) ?? { parcels: 1, isHeavy: false, isUnit: false };
  return { ...load, plannedSeconds: stop.serviceSeconds, hour, doorKey: doorKeyOf(stop) };
}

/** Log of how much slower than usual legs of the last hour and a half were. */
function paceOfToday({ legs }: RouteFacts, driven: readonly Leg[], experience: Experiences): number {
  const paces = driven.flatMap((leg, index) => {
    const pace = paceOf(leg, legs[index]!.drivenSeconds);
    return pace === undefined ? [] : [pace - usualPace(leg, experience.of('DRIVE'))];
  });
  return shrunkMedian(paces, 0, TODAY_TRUST);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

/** Seconds that a visit has taken by now, from when it could begin. */
export function dwellSeconds(stop: Stop, now: Date): number {
  return Math.max(0, secondsBetween(later(stop.arrivedAt ?? now, stop.windowStart), now));
}

