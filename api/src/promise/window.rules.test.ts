import { describe, expect, it } from 'vitest';
import { nextSaleOpening, windowsOn, type SoldLevel } from './window.rules.ts';

const timeZone = 'America/Los_Angeles';
const level: SoldLevel = { kind: 'SCHEDULED', windows: [{ start: '01:00', end: '03:00' }, { start: '02:15', end: '02:45' }, { start: '10:00', end: '12:00' }], leadSeconds: 7_200, cutoff: null, horizonDays: 7 };
const shown = (date: string, now: string, of: SoldLevel = level) =>
  windowsOn(of, { date, timeZone, now: new Date(now) }).map(({ start, end, isBeforeCutoff }) => `${start.toISOString().slice(8, 16)} ${end.toISOString().slice(8, 16)} ${isBeforeCutoff}`);

describe('windows of a service level', () => {
  it('are wall-clock times of the depot: an hour shorter in the night that skips one, an hour longer in the night that repeats one', () => {
    expect(shown('2026-03-06', '2026-03-05T00:00Z')[0]).toBe('06T09:00 06T11:00 true');
    // 2026-03-08: 02:00 becomes 03:00. From 01:00 to 03:00 is one hour, and 02:15 to 02:45 does not exist on that day's clocks but as 03:15 to 03:45.
    expect(shown('2026-03-08', '2026-03-07T00:00Z')).toEqual(['08T09:00 08T10:00 true', '08T10:15 08T10:45 true', '08T17:00 08T19:00 true']);
    // 2026-11-01: 02:00 becomes 01:00 again. From midnight to 03:00 is four hours.
    expect(shown('2026-11-01', '2026-10-31T00:00Z', { ...level, windows: [{ start: '00:00', end: '03:00' }] })).toEqual(['01T07:00 01T11:00 true']);
  });

  it('can be bought until the lead time before their start, to the second', () => {
    expect(shown('2026-03-06', '2026-03-06T16:00:00Z').at(-1)).toMatch(/true$/);
    expect(shown('2026-03-06', '2026-03-06T16:00:01Z').at(-1)).toMatch(/false$/);
  });

  it('of NEXT_DAY can be bought before the cut-off of the day before, in the depot\'s zone, also when the clocks change in between', () => {
    const nextDay: SoldLevel = { ...level, kind: 'NEXT_DAY', cutoff: '18:00', windows: [{ start: '08:00', end: '18:00' }] };
    // 18:00 on 7 March is still standard time, UTC-8.
    expect(shown('2026-03-08', '2026-03-08T01:59:59Z', nextDay)).toEqual(['08T15:00 09T01:00 true']);
    expect(shown('2026-03-08', '2026-03-08T02:00:00Z', nextDay)).toEqual(['08T15:00 09T01:00 false']);
    expect(shown('2026-03-08', '2026-03-08T07:59:59Z', { ...nextDay, cutoff: null })).toEqual(['08T15:00 09T01:00 true']);
  });

  it('are there today for SAME_DAY, tomorrow for NEXT_DAY, and within the horizon for the others', () => {
    // 23:30 in Oakland on 5 March.
    const now = '2026-03-06T07:30Z';
    const days = (of: SoldLevel) => ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-11', '2026-03-12'].filter((date) => shown(date, now, of).length > 0);
    expect(days({ ...level, kind: 'SAME_DAY' })).toEqual(['2026-03-05']);
    expect(days({ ...level, kind: 'NEXT_DAY' })).toEqual(['2026-03-06']);
    expect(days(level)).toEqual(['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-11']);
    expect(days({ ...level, kind: 'EVENING', horizonDays: 1 })).toEqual(['2026-03-05']);
  });

  it('of EXPRESS are the first of today that can still be bought, and none when there is none', () => {
    const express: SoldLevel = { ...level, kind: 'EXPRESS', windows: [{ start: '12:00', end: '13:00' }, { start: '10:00', end: '11:00' }, { start: '11:00', end: '12:00' }], leadSeconds: 1_800 };
    expect(shown('2026-03-06', '2026-03-06T18:00Z', express)).toEqual(['06T19:00 06T20:00 true']);
    expect(shown('2026-03-06', '2026-03-06T19:30Z', express)).toEqual(['06T20:00 06T21:00 true']);
    expect([shown('2026-03-06', '2026-03-06T19:31Z', express), shown('2026-03-07', '2026-03-06T18:00Z', express)]).toEqual([[], []]);
  });

  it('go on sale at the next local midnight where they are sold for one day at a time, also when the clocks change', () => {
    const opening = (kind: SoldLevel['kind'], now: string) => nextSaleOpening({ ...level, kind }, { timeZone, now: new Date(now) })?.toISOString();
    expect(opening('SAME_DAY', '2026-03-08T20:00Z')).toBe('2026-03-09T07:00:00.000Z');
    expect(opening('NEXT_DAY', '2026-11-01T20:00Z')).toBe('2026-11-02T08:00:00.000Z');
    expect(opening('SCHEDULED', '2026-03-08T20:00Z')).toBeUndefined();
  });
});
