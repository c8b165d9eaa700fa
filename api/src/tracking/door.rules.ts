import { distanceMeters, type Position } from '../shared/geo.ts';
import { quantileOf } from './experience.rules.ts';

/** Digits of a degree that tell doors apart: about a meter. */
const DIGITS = 5;
/** Hand-overs further away than this happened somewhere else, or where the device did not know. Meters. */
const NEAR_METERS = 150;

/** The key of a door: where its address was geocoded to. Flats of one house share it. */
export function doorKeyOf({ latitude, longitude }: Position): string {
  return `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`;
}

/** Whether a hand-over there tells where the door is. */
export function tellsDoor(geocoded: Position, handedOver: Position): boolean {
  return distanceMeters(geocoded, handedOver) <= NEAR_METERS;
}

/**
 * Where the door truly is: the middle of where things were handed over before (the median of each coordinate, so that one bad fix
 * moves nothing), else the geocoded point.
 * @param handedOver latitude, longitude, latitude, longitude, …
 */
export function trueDoor(geocoded: Position, handedOver: readonly number[]): Position {
  if (handedOver.length < 2) return geocoded;
  return {
    latitude: quantileOf(handedOver.filter((_, index) => index % 2 === 0), 0.5),
    longitude: quantileOf(handedOver.filter((_, index) => index % 2 === 1), 0.5),
  };
}
