import { expect, it } from 'vitest';
import { addSeconds } from '../shared/time.ts';
import { distanceMeters } from '../shared/geo.ts';
import { isArriving, shownPosition, USUAL_VISIBILITY, type Sighting } from './nearness.rules.ts';

const NOW = new Date('2026-11-21T20:00:00Z');
const DOOR = { latitude: 37.8, longitude: -122.25 };
const north = (meters: number) => ({ ...DOOR, latitude: DOOR.latitude + meters / 111_195 });
const sighting = (more: Partial<Sighting> = {}): Sighting => ({
  state: 'OUT_FOR_DELIVERY', vehicle: { latitude: 37.8123456, longitude: -122.2567891 }, seenAt: NOW, destination: DOOR, stopsAway: 0, othersDoors: [], visibility: USUAL_VISIBILITY, now: NOW, ...more,
});

it.each([
  [499, 3_600, true], [501, 3_600, false], [5_000, 299, true], [5_000, 301, false],
])('at %i m and %i s away it is arriving: %s', (meters, seconds, expected) => {
  expect(isArriving(north(meters), DOOR, addSeconds(NOW, seconds), NOW)).toBe(expected);
});

it('shows the van exactly on the way to this very door, and before to a square of a hundred meters that says no more however often one looks', () => {
  expect(shownPosition(sighting())).toEqual({ latitude: 37.81235, longitude: -122.25679 });
  const seen = Array.from({ length: 50 }, (_, index) => ({ latitude: 37.8123 + index * 4e-6, longitude: -122.25679 })).map((vehicle) => ({ vehicle, shown: shownPosition(sighting({ vehicle, stopsAway: 1 }))! }));
  for (const { vehicle, shown } of seen) expect(distanceMeters(vehicle, shown)).toBeLessThan(72);
  expect(new Set(seen.map(({ shown }) => JSON.stringify(shown))).size).toBeLessThanOrEqual(2);
});

it('never shows it at somebody else\'s door, but at this one', () => {
  expect(shownPosition(sighting({ vehicle: north(900), othersDoors: [north(950)] }))).toBeNull();
  expect(shownPosition(sighting({ vehicle: north(900), othersDoors: [north(1_000)] }))).not.toBeNull();
  expect(shownPosition(sighting({ vehicle: north(20), othersDoors: [north(30)] }))).not.toBeNull();
});

it('keeps to what is configured', () => {
  const visibility = { shownFromStops: 0, shownFromMeters: 500, blurMeters: 1_000 };
  expect(shownPosition(sighting({ vehicle: north(700), stopsAway: 1, visibility }))).toBeNull();
  expect(shownPosition(sighting({ vehicle: north(9_000), stopsAway: 0, visibility }))).not.toBeNull();
  const shown = shownPosition(sighting({ vehicle: north(400), stopsAway: 3, visibility }))!;
  expect(distanceMeters(shown, north(400))).toBeGreaterThan(30);
});

it('shows a far van only for the next two stops, and one within 3 km always', () => {
  expect(shownPosition(sighting({ vehicle: north(9_000), stopsAway: 1 }))).not.toBeNull();
  expect(shownPosition(sighting({ vehicle: north(9_000), stopsAway: 2 }))).toBeNull();
  expect(shownPosition(sighting({ vehicle: north(2_990), stopsAway: 20 }))).not.toBeNull();
});

it.each(['CONFIRMED', 'PLANNED', 'LOADED', 'DELIVERED', 'ATTEMPT_FAILED', 'RETURNED', 'CANCELED'] as const)('never shows it when the delivery is %s', (state) => {
  expect(shownPosition(sighting({ state }))).toBeNull();
});

it('does not show where the van was long ago', () => {
  expect(shownPosition(sighting({ seenAt: addSeconds(NOW, -601) }))).toBeNull();
});
