import { localTime } from '@doorstep/api';
import type { PingInput } from '@doorstep/sdk';
import type { Position } from '../city/geo.ts';
import { positionAt, type Route } from '../city/routing.ts';
import type { StreetPlace } from '../city/street-graph.ts';
import type { VehicleKind } from '../city/vehicle-kind.ts';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import type { Random } from '../random.ts';
import type { World } from './world.ts';

/** A drive from one door to the next, as it will go today. */
export interface Leg {
  readonly departs: Date;
  readonly arrives: Date;
  /** What the driver's device would send at an instant. */
  pingAt(instant: Date): PingInput;
}

/** Streets are fuller at these local times. */
const RUSH_HOURS = [['07:00', '09:30', 1.25], ['15:30', '18:30', 1.3]] as const;
/** Finding the house and a place to stop, in seconds. */
const PARKING_SECONDS = { 'van': 60, 'e-bike': 20 } as const;
const GPS_ERROR_METERS = 4;
const METERS_PER_DEGREE = 111_320;

export interface LegRequest {
  readonly from: Position | StreetPlace;
  readonly to: Position | StreetPlace;
  readonly vehicle: VehicleKind;
  readonly departs: Date;
  readonly random: Random;
}

/** Drives along the streets, in the traffic of the hour. Undefined where no street goes. */
export function driveLeg(world: World, { from, to, vehicle, departs, random }: LegRequest): Leg | undefined {
  const route = world.router.route({ from, to, vehicle });
  if (!route) return undefined;
  const luck = Math.exp(random.fork('traffic').normal(0.08, 0.12));
  const factor = vehicle === 'van' ? trafficAt(departs) * luck : luck;
  const driven = route.durationSeconds * factor;
  const arrives = new Date(departs.getTime() + Math.round(1_000 * (driven + PARKING_SECONDS[vehicle])));
  const noise = random.fork('gps');
  return { departs, arrives, pingAt: (instant) => pingOf(route, instant, (instant.getTime() - departs.getTime()) / 1_000 / factor, factor, noise) };
}

function trafficAt(instant: Date): number {
  const time = localTime(instant, TIME_ZONE);
  return RUSH_HOURS.find(([from, until]) => time >= from && time < until)?.[2] ?? 1;
}

function pingOf(route: Route, instant: Date, seconds: number, factor: number, noise: Random): PingInput {
  const { position, headingDegrees, speed } = positionAt(route, seconds);
  const error = () => noise.normal(0, GPS_ERROR_METERS / METERS_PER_DEGREE);
  return {
    latitude: round(position.latitude + error()),
    longitude: round(position.longitude + error() / Math.cos((position.latitude * Math.PI) / 180)),
    heading: Math.round(headingDegrees),
    speed: Math.round((speed / factor) * 10) / 10,
    accuracy: 2 * GPS_ERROR_METERS,
    at: instant.toISOString(),
  };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
