/** A position on WGS 84, in degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** A GeoJSON Polygon: rings of [longitude, latitude], the first is the outer one, each closed. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
}

/** A postal address; `position` is where the door is. */
export interface Address {
  line1: string;
  line2?: string | null;
  city: string;
  /** State or province; countries without them have none. */
  region?: string | null;
  postalCode: string;
  country: string;
  position?: Position | null;
}

const EARTH_RADIUS_METERS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in meters (haversine). */
export function distanceMeters(from: Position, to: Position): number {
  return metersBetween(from.latitude, from.longitude, to.latitude, to.longitude);
}

/** The same for positions that are no objects. There and back are equal to the last bit. */
export function metersBetween(fromLatitude: number, fromLongitude: number, toLatitude: number, toLongitude: number): number {
  const sineLatitude = Math.sin(((toLatitude - fromLatitude) * RADIANS) / 2);
  const sineLongitude = Math.sin(((toLongitude - fromLongitude) * RADIANS) / 2);
  const a = sineLatitude * sineLatitude + Math.cos(fromLatitude * RADIANS) * Math.cos(toLatitude * RADIANS) * (sineLongitude * sineLongitude);
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(a)));
}

export function isPosition(position: Position): boolean {
  return Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180;
}
