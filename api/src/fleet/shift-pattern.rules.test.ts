import { describe, expect, it } from 'vitest';
import { datesOf, fillsOpenShift, timesOn, weekdayOf } from './shift-pattern.rules.ts';

const WORKWEEK = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));

describe('the days of a shift pattern', () => {
  it('are its days of the week between its first and last day, within what is asked for', () => {
    expect(weekdayOf('2026-11-22')).toBe('SUNDAY');
    expect(datesOf({ weekdays: WORKWEEK, validFrom: '2026-11-20', validUntil: '2026-11-25' }, '2026-11-21', '2026-12-31')).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
    expect(datesOf({ weekdays: ['SATURDAY'], validFrom: '2026-12-01', validUntil: null }, '2026-11-21', '2026-12-06')).toEqual(['2026-12-05']);
  });

  it('begin and end by the wall clock of the depot, and have nothing left where the clocks skip it all', () => {
    const zone = 'America/Los_Angeles';
    expect(timesOn({ start: '08:00', end: '18:00' }, '2027-03-13', zone)).toEqual({ startsAt: new Date('2027-03-13T16:00:00Z'), endsAt: new Date('2027-03-14T02:00:00Z') });
    expect(timesOn({ start: '08:00', end: '18:00' }, '2027-03-14', zone)).toEqual({ startsAt: new Date('2027-03-14T15:00:00Z'), endsAt: new Date('2027-03-15T01:00:00Z') });
    expect(timesOn({ start: '02:10', end: '03:05' }, '2027-03-14', zone)).toBeUndefined();
  });
});

describe('a shift fills an open one', () => {
  const open = { startsAt: at(8), endsAt: at(18), vehicleId: null, vehicleKind: 'VAN' } as const;

  it.each([
    ['at its very times', {}, true],
    ['for more than half of its time', { startsAt: at(12) }, true],
    ['not for half of it or less', { startsAt: at(13) }, false],
    ['not on another day', { startsAt: at(32), endsAt: at(42) }, false],
    ['not with another kind of vehicle', { vehicleKind: 'CARGO_BIKE' }, false],
  ] as const)('%s', (_, change, isOne) => {
    expect(fillsOpenShift({ ...open, vehicleId: 'veh_1', ...change }, open)).toBe(isOne);
  });

  it('with the very vehicle where the pattern names one', () => {
    const named = { ...open, vehicleId: 'veh_1' };
    expect(fillsOpenShift(named, named)).toBe(true);
    expect(fillsOpenShift({ ...named, vehicleId: 'veh_2' }, named)).toBe(false);
  });
});
