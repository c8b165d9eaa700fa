import type { DeliveryState } from '../orders/delivery.rules.ts';
import { distanceMeters, type Position } from '../shared/geo.ts';
import { MINUTE } from '../shared/time.ts';

/** A vehicle this close to its next stop, or this soon, is arriving. */
const ARRIVING_METERS = 500;
const ARRIVING_WITHIN = 5 * MINUTE;

/** From when on a recipient sees the vehicle, and how exactly. */
export interface Visibility {
  /** With at most so many stops before theirs; 0: only when theirs is next. */
  readonly shownFromStops: number;
  /** Or within so many meters. */
  readonly shownFromMeters: number;
  /** Until theirs is the next door it is shown to so many meters. */
  readonly blurMeters: number;
}

export const USUAL_VISIBILITY: Visibility = { shownFromStops: 1, shownFromMeters: 3_000, blurMeters: 100 };
export const VISIBILITY_LIMITS = { shownFromStops: [0, 20], shownFromMeters: [0, 50_000], blurMeters: [50, 2_000] } as const;

/** An older position would show the vehicle where it is no more. */
const SHOWN_FOR = 10 * MINUTE;
/** Around a door that is somebody else's the vehicle is not shown: it would tell where others live. */
const OTHERS_DOOR_METERS = 80;
const METERS_PER_DEGREE = 111_320;
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
  /** Where the van was or will be for others. */
  readonly othersDoors: readonly Position[];
  readonly visibility: Visibility;
  readonly now: Date;
}

/**
 * The vehicle's position as a recipient may see it; null while it is far, stands at somebody else's door, has not been heard of
 * lately, or has nothing to do there any more.
 */
export function shownPosition({ state, vehicle, seenAt, destination, stopsAway, othersDoors, visibility, now }: Sighting): Position | null {
  if (!ON_THE_WAY.includes(state) || now.getTime() - seenAt.getTime() > SHOWN_FOR) return null;
  const meters = distanceMeters(vehicle, destination);
  if (stopsAway > visibility.shownFromStops && meters > visibility.shownFromMeters) return null;
  const isHere = meters <= OTHERS_DOOR_METERS;
  if (!isHere && othersDoors.some((door) => distanceMeters(vehicle, door) <= OTHERS_DOOR_METERS)) return null;
  return stopsAway === 0 ? exactly(vehicle) : blurred(vehicle, visibility.blurMeters);
}

/** A position to about a hundred meters, which points at a neighborhood and at nobody's door. */
export function coarsePosition(position: Position): Position {
  return blurred(position, USUAL_VISIBILITY.blurMeters);
}

function exactly({ latitude, longitude }: Position): Position {
  return { latitude: Number(latitude.toFixed(FINE_DIGITS)), longitude: Number(longitude.toFixed(FINE_DIGITS)) };
}

/** The middle of the square of the grid it is in: always the same for the same place, so that many looks tell no more than one. */
function blurred({ latitude, longitude }: Position, meters: number): Position {
  const north = meters / METERS_PER_DEGREE;
  const row = Math.floor(latitude / north);
  const middle = (row + 0.5) * north;
  const east = meters / (METERS_PER_DEGREE * Math.max(0.01, Math.cos((middle * Math.PI) / 180)));
  return exactly({ latitude: middle, longitude: (Math.floor(longitude / east) + 0.5) * east });
}
