import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { Position } from '../shared/geo.ts';
import { takesStops, type RoutePicture } from './plan-picture.rules.ts';

/**
 * A route as a scan of many needs it: numbers in arrays, without who and what. Where the picture has a visit or leg at `at`, so have they.
 * Routes that take no stops have theirs too: they count against caps.
 */
export interface RouteCard {
  readonly shiftId: string;
  readonly vehicleKind: VehicleKind;
  readonly mayDrive: boolean;
  readonly takesStops: boolean;
  /** The instant, epoch seconds, from which no more is assumed of a driver who isn't there; infinite with a driver. */
  readonly assumedUntil: number;
  readonly shiftStart: number;
  readonly shiftEnd: number;
  readonly dutyEnd: number;
  readonly maxWeightGrams: number;
  readonly maxVolumeMilliliters: number;
  readonly skills: readonly string[];
  readonly spareWeightGrams: number;
  readonly spareVolumeMilliliters: number;
  /** Number of visits. */
  readonly count: number;
  /** Degrees: of the depot, then of the visits. */
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly earliest: Float64Array;
  readonly latest: Float64Array;
  readonly serviceSeconds: Float64Array;
  readonly driveSeconds: Float64Array;
  readonly driveMeters: Float64Array;
  /** The latest begin of service with which this and every later visit, and the return, are still in time. */
  readonly bounds: Float64Array;
  /** The latest return. */
  readonly latestEnd: number;
  /** When the next hold on this route ends, in epoch seconds; infinite without one. */
  readonly nextExpiry: number;
  /** Kept while a visit is tentative: what the card is made anew of when its hold ends. */
  readonly tentative: RoutePicture | null;
}

/** The card of a route. */
export function cardOf(route: RoutePicture, depot: Position): RouteCard {
  const isOpen = takesStops(route, -Infinity); // whether a driver may still be assumed depends on when one asks: see readyRoutes
  const { visits } = route;
  const latestEnd = Math.min(route.shiftEnd, route.dutyEnd);
  const expiries = visits.flatMap((visit) => (visit.holdExpiresAt === null ? [] : [visit.holdExpiresAt]));
  const card = {
    shiftId: route.shiftId,
    vehicleKind: route.vehicleKind,
    mayDrive: route.mayDrive,
    takesStops: isOpen,
    assumedUntil: route.assumedUntil ?? Infinity,
    shiftStart: route.shiftStart,
    shiftEnd: route.shiftEnd,
    dutyEnd: route.dutyEnd,
    maxWeightGrams: route.maxWeightGrams,
    maxVolumeMilliliters: route.maxVolumeMilliliters,
    skills: route.skills,
    spareWeightGrams: visits.reduce((left, visit) => left - visit.weightGrams, route.maxWeightGrams),
    spareVolumeMilliliters: visits.reduce((left, visit) => left - visit.volumeMilliliters, route.maxVolumeMilliliters),
    count: visits.length,
    latitudes: Float64Array.from([depot.latitude, ...visits.map((visit) => visit.position.latitude)]),
    longitudes: Float64Array.from([depot.longitude, ...visits.map((visit) => visit.position.longitude)]),
    earliest: Float64Array.from(visits, (visit) => visit.earliest),
    latest: Float64Array.from(visits, (visit) => visit.latest),
    serviceSeconds: Float64Array.from(visits, (visit) => visit.serviceSeconds),
    driveSeconds: Float64Array.from(route.driveSeconds),
    driveMeters: Float64Array.from(route.driveMeters),
    latestEnd,
    nextExpiry: Math.min(...expiries),
    tentative: expiries.length > 0 ? route : null,
  };
  return { ...card, bounds: boundsOf(card) };
}

function boundsOf({ count, latest, serviceSeconds, driveSeconds, latestEnd }: Omit<RouteCard, 'bounds'>): Float64Array {
  const bounds = new Float64Array(count);
  let bound = latestEnd;
  for (let at = count - 1; at >= 0; at -= 1) {
    bound = Math.min(latest[at]!, bound - driveSeconds[at + 1]! - serviceSeconds[at]!);
    bounds[at] = bound;
  }
  return bounds;
}

/** The card as it would be if the driver might be on duty until the shift ends. */
export function withMoreHours(card: RouteCard): RouteCard {
  const longer = { ...card, latestEnd: card.shiftEnd };
  return { ...longer, bounds: boundsOf(longer) };
}

/** When the van of a card is ready to leave each place: the depot, then the visits. Null: the route can't be kept, so it takes nothing. */
export function readyTimes({ count, earliest, latest, serviceSeconds, driveSeconds, latestEnd }: RouteCard, earliestStart: number): Float64Array | null {
  const ready = new Float64Array(count + 1);
  let time = earliestStart;
  ready[0] = time;
  for (let at = 0; at < count; at += 1) {
    time = Math.max(time + driveSeconds[at]!, earliest[at]!);
    if (time > latest[at]!) return null;
    time += serviceSeconds[at]!;
    ready[at + 1] = time;
  }
  const end = count === 0 ? earliestStart : time + driveSeconds[count]!;
  return end > latestEnd ? null : ready;
}
