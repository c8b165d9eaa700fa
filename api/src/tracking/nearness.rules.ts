import type { DeliveryState } from '../orders/delivery.rules.ts';
import { distanceMeters, type Position } from '../shared/geo.ts';
import { MINUTE } from '../shared/time.ts';

/** A vehicle this close to its next stop, or this soon, is arriving. */
const ARRIVING_METERS = 500;
const ARRIVING_WITHIN = 5 * MINUTE;

/** A recipient sees the vehicle from this many stops or meters on. */
const SHOWN_STOPS = 2;
const SHOWN_METERS = 3_000;
/** An older position would show the vehicle where it is no more. */
const SHOWN_FOR = 10 * MINUTE;
/** Until the vehicle is on the way to this very door it is shown to about a hundred meters, so that it points at nobody else's. */
const COARSE_DIGITS = 3;
const FINE_DIGITS = 5;

const ON_THE_WAY: readonly DeliveryState[] = ['OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED'];

/** Whether the vehicle is near its next stop. */
export function isArriving(vehicle: Position, stop: Position, p50: Date, now: Date): boolean {
  return distanceMeters(vehicle, stop) <= ARRIVING_METERS || p50.getTime() - now.getTime() <= ARRIVING_WITHIN;
}

export interface Sighting {
  readonly state: DeliveryState;
  readonly vehicle: Position;
  readonly seenAt: Date;
  readonly destination: Position;
  /** Open stops before the recipient's. */
  readonly stopsAway: number;
  readonly now: Date;
}

/** The vehicle's position as a recipient may see it; null while it is far, has not been heard of lately, or has nothing to do there any more. */
export function shownPosition({ state, vehicle, seenAt, destination, stopsAway, now }: Sighting): Position | null {
  if (!ON_THE_WAY.includes(state) || now.getTime() - seenAt.getTime() > SHOWN_FOR) return null;
  if (stopsAway >= SHOWN_STOPS && distanceMeters(vehicle, destination) > SHOWN_METERS) return null;
  return stopsAway === 0 ? rounded(vehicle, FINE_DIGITS) : coarsePosition(vehicle);
}

/** A position to about a hundred meters, which points at a neighborhood and at nobody's door. */
export function coarsePosition(position: Position): Position {
  return rounded(position, COARSE_DIGITS);
}

function rounded({ latitude, longitude }: Position, digits: number): Position {
  return { latitude: round(latitude, digits), longitude: round(longitude, digits) };
}

function round(degrees: number, digits: number): number {
  return Number(degrees.toFixed(digits));
}
