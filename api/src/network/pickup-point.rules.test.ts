import { describe, expect, it } from 'vitest';
import { findPickupPointFaults, fitsCompartment, weekdayOf, type PickupPointTerms } from './pickup-point.rules.ts';

const good: PickupPointTerms = {
  openingHours: [{ day: 'MONDAY', opens: '08:00', closes: '12:00' }, { day: 'MONDAY', opens: '13:00', closes: '24:00' }],
  maxWeightGrams: 20_000, lengthMillimeters: 600, widthMillimeters: 400, heightMillimeters: 200, capacityParcels: 20, keepDays: 3,
};

describe('the terms of a pickup point', () => {
  it.each<[Partial<PickupPointTerms>, string[]]>([
    [{}, []],
    [{ openingHours: [] }, []],
    [{ openingHours: [{ day: 'MONDAY', opens: '12:00', closes: '08:00' }] }, ['openingHours.0']],
    [{ openingHours: [{ day: 'MONDAY', opens: '24:00', closes: '24:00' }] }, ['openingHours.0']],
    [{ openingHours: Array(29).fill(good.openingHours[0]) }, ['openingHours']],
    [{ capacityParcels: 0, keepDays: 31 }, ['capacityParcels', 'keepDays']],
    [{ maxWeightGrams: 0, heightMillimeters: 20_001, widthMillimeters: 0.5 }, ['maxWeightGrams', 'widthMillimeters', 'heightMillimeters']],
  ])('%j: %j', (change, fields) => {
    expect(findPickupPointFaults({ ...good, ...change }).map(({ field }) => field.join('.'))).toEqual(fields);
  });
});

it('a parcel may be turned to fit', () => {
  const parcel = { weightGrams: 20_000, lengthMillimeters: 200, widthMillimeters: 600, heightMillimeters: 400 };
  expect(fitsCompartment(parcel, good)).toBe(true);
  expect(fitsCompartment({ ...parcel, lengthMillimeters: 201 }, good)).toBe(false);
  expect(fitsCompartment({ ...parcel, weightGrams: 20_001 }, good)).toBe(false);
});

it('knows the day of the week of a date', () => {
  expect(['2026-11-21', '2026-11-22', '2026-11-23', '2028-02-29'].map(weekdayOf)).toEqual(['SATURDAY', 'SUNDAY', 'MONDAY', 'TUESDAY']);
});
