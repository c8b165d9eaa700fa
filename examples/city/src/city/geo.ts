import type { Point } from './plane.ts';

/** A place on Earth, WGS 84 degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** West, south, east, north in degrees: the order of GeoJSON's `bbox`. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Mean Earth radius in metres (IUGG). */
const EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Origin of the drawing plane: the middle of the city. */
const ORIGIN: Position = { latitude: 37.68, longitude: -122.11 };
const METERS_PER_LATITUDE = EARTH_RADIUS * RADIANS;
const METERS_PER_LONGITUDE = METERS_PER_LATITUDE * Math.cos(ORIGIN.latitude * RADIANS);

/**
 * Onto the plane the city is drawn on: metres east and north of the origin, equirectangular. Within the city, lengths
 * on the plane are off by less than 0.3 %; lengths that leave this package are great-circle lengths.
 */
export function toPlane(longitude: number, latitude: number): Point {
  return {
    x: (longitude - ORIGIN.longitude) * METERS_PER_LONGITUDE,
    y: (latitude - ORIGIN.latitude) * METERS_PER_LATITUDE,
  };
}

/** Back from the plane, rounded to 1e-6 degrees (11 cm), so that a seed gives the same digits everywhere. */
export function toPosition(point: Point): Position {
  return {
    latitude: Math.round((ORIGIN.latitude + point.y / METERS_PER_LATITUDE) * 1e6) / 1e6,
    longitude: Math.round((ORIGIN.longitude + point.x / METERS_PER_LONGITUDE) * 1e6) / 1e6,
  };
}

/** Great-circle distance in metres (haversine). */
export function distanceMeters(from: Position, to: Position): number {
  return arcMeters(from.longitude, from.latitude, to.longitude, to.latitude);
}

/** As `distanceMeters`, on bare degrees: for loops over typed arrays. */
export function arcMeters(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number {
  const sinLatitude = Math.sin(((latitude2 - latitude1) * RADIANS) / 2);
  const sinLongitude = Math.sin(((longitude2 - longitude1) * RADIANS) / 2);
  const h = sinLatitude * sinLatitude
    + Math.cos(latitude1 * RADIANS) * Math.cos(latitude2 * RADIANS) * sinLongitude * sinLongitude;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Direction of travel in degrees clockwise from north, in [0, 360). */
export function bearingDegrees(from: Position, to: Position): number {
  const east = (to.longitude - from.longitude) * Math.cos(((from.latitude + to.latitude) / 2) * RADIANS);
  const degrees = Math.atan2(east, to.latitude - from.latitude) / RADIANS;
  return (degrees + 360) % 360;
}

/** Whether a position lies in the bounds, edges included. */
export function isWithin(bounds: Bounds, position: Position): boolean {
  return position.longitude >= bounds[0] && position.longitude <= bounds[2]
    && position.latitude >= bounds[1] && position.latitude <= bounds[3];
}
