import { describe, expect, it } from 'vitest';
import type { OpeningHoursData } from '../network/pickup-point.rules.ts';
import { findPointRefusal, findRoomRefusal, nearestPoints, openPartOf, type OfferedPoint } from './pickup-target.rules.ts';
import { windowsOn } from './window.rules.ts';

const timeZone = 'Europe/Berlin';
const locker: OfferedPoint = {
  id: 'pkp_1', kind: 'LOCKER', latitude: 52.5, longitude: 13.4, openingHours: [], capacityParcels: 2, keepDays: 1,
  maxWeightGrams: 10_000, lengthMillimeters: 500, widthMillimeters: 400, heightMillimeters: 300,
};
const parcel = { weightGrams: 1_000, lengthMillimeters: 300, widthMillimeters: 200, heightMillimeters: 100 };

describe('the hours of a place within a window', () => {
  const part = (openingHours: OpeningHoursData[], date: string, start: string, end: string) => {
    const open = openPartOf({ openingHours }, { start: new Date(start), end: new Date(end) }, { date, timeZone });
    return open && [open.start.toISOString(), open.end.toISOString()];
  };

  it('are all of it without hours, none on a day without, and the longest where they are split', () => {
    const hours: OpeningHoursData[] = [{ day: 'MONDAY', opens: '08:00', closes: '10:00' }, { day: 'MONDAY', opens: '12:00', closes: '24:00' }];
    expect(part([], '2026-11-22', '2026-11-22T07:00Z', '2026-11-22T17:00Z')).toEqual(['2026-11-22T07:00:00.000Z', '2026-11-22T17:00:00.000Z']);
    expect(part(hours, '2026-11-22', '2026-11-22T07:00Z', '2026-11-22T17:00Z')).toBeNull();
    expect(part(hours, '2026-11-23', '2026-11-23T07:00Z', '2026-11-23T17:00Z')).toEqual(['2026-11-23T11:00:00.000Z', '2026-11-23T17:00:00.000Z']);
    expect(part(hours, '2026-11-23', '2026-11-23T07:00Z', '2026-11-23T11:30Z')).toEqual(['2026-11-23T07:00:00.000Z', '2026-11-23T09:00:00.000Z']);
    expect(part(hours, '2026-11-23', '2026-11-23T09:00Z', '2026-11-23T11:00Z')).toBeNull();
  });

  it('are wall-clock hours when the clocks change, in spring and in autumn', () => {
    const sundays: OpeningHoursData[] = [{ day: 'SUNDAY', opens: '01:00', closes: '04:00' }];
    const level = { kind: 'SCHEDULED', windows: [{ start: '00:00', end: '08:00' }], leadSeconds: 0, horizonDays: 7 } as const;
    const open = (date: string, now: string) => {
      const [window] = windowsOn(level, { date, timeZone, now: new Date(now) });
      return part(sundays, date, window!.start.toISOString(), window!.end.toISOString());
    };
    // 2027-03-28: 02:00 becomes 03:00. From 01:00 to 04:00 are two hours.
    expect(open('2027-03-28', '2027-03-27T00:00Z')).toEqual(['2027-03-28T00:00:00.000Z', '2027-03-28T02:00:00.000Z']);
    // 2027-10-31: 03:00 becomes 02:00. From 01:00 to 04:00 are four hours.
    expect(open('2027-10-31', '2027-10-30T00:00Z')).toEqual(['2027-10-30T23:00:00.000Z', '2027-10-31T03:00:00.000Z']);
  });
});

describe('what a place takes', () => {
  it('fits its compartments, and needs nothing that a machine can\'t do', () => {
    const refusal = (basket: Parameters<typeof findPointRefusal>[1], point = locker) => findPointRefusal(point, basket)?.reason;
    expect(refusal({ parcels: [parcel], handlingNeeds: ['FRAGILE', 'PIN'] })).toBeUndefined();
    expect(refusal({ parcels: [parcel, { ...parcel, lengthMillimeters: 600 }], handlingNeeds: [] })).toBe('TOO_LARGE');
    expect(refusal({ parcels: [parcel], handlingNeeds: ['AGE_CHECK'] })).toBe('NO_SKILL');
    expect(refusal({ parcels: [parcel], handlingNeeds: ['AGE_CHECK', 'SIGNATURE'] }, { ...locker, kind: 'PICKUP_POINT' })).toBeUndefined();
    expect(refusal({ parcels: [parcel], handlingNeeds: ['KEEP_COLD'] }, { ...locker, kind: 'PICKUP_POINT' })).toBe('NO_SKILL');
  });

  it('has room on every day that it may stay', () => {
    const stays = [{ parcels: 1, from: '2026-11-22', until: '2026-11-23' }, { parcels: 1, from: '2026-11-24', until: '2026-11-25' }];
    const free = (date: string, parcels: number) => findRoomRefusal(locker, stays, { date, parcels }) === undefined;
    expect([free('2026-11-23', 1), free('2026-11-23', 2), free('2026-11-26', 2), free('2026-11-20', 2)]).toEqual([true, false, true, true]);
  });
});

it('the nearest places come first, at most five, none farther than five kilometers', () => {
  const at = (id: string, latitude: number) => ({ ...locker, id, latitude });
  const points = [at('far', 52.56), at('c', 52.53), at('a', 52.501), at('b', 52.51), at('d', 52.535), at('e', 52.54), at('f', 52.541)];
  expect(nearestPoints(points, { latitude: 52.5, longitude: 13.4 }).map(({ point, meters }) => `${point.id} ${meters}`)).toEqual(['a 111', 'b 1112', 'c 3336', 'd 3892', 'e 4448']);
});
