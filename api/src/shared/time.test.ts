import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, isLocalDate, localDate } from './time.ts';

const zone = fc.constantFrom('America/Los_Angeles', 'Europe/London', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Havana', 'Pacific/Apia', 'Asia/Beirut', 'America/St_Johns', 'utc');
const instant = fc.date({ min: new Date('1960-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });

describe('local dates and times', () => {
  it('are those of the zone, also when they were asked for before', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 900_000 }), zone, (at, later, in_) => {
        for (const each of [at, new Date(at.getTime() + later), at]) expect(localDate(each, in_)).toBe(DateTime.fromJSDate(each, { zone: in_ }).toFormat('yyyy-MM-dd'));
      }),
      { numRuns: 500 },
    );
  });

  it('are right to the second around midnight and when the clocks change', () => {
    const dates = (zone: string, ...instants: string[]) => instants.map((text) => localDate(new Date(text), zone));
    expect(dates('America/Los_Angeles', '2026-11-02T07:59:59.999Z', '2026-11-02T08:00:00Z')).toEqual(['2026-11-01', '2026-11-02']);
    // At 1:00 it is 0:00 again.
    expect(dates('America/Havana', '2026-11-01T03:59:59Z', '2026-11-01T04:00:00Z', '2026-11-01T05:00:00Z')).toEqual(['2026-10-31', '2026-11-01', '2026-11-01']);
    const first = instantOf('2026-03-08', '02:30', 'America/Los_Angeles');
    expect(first.toISOString()).toBe('2026-03-08T10:30:00.000Z');
    first.setTime(0);
    expect(instantOf('2026-03-08', '02:30', 'America/Los_Angeles').toISOString()).toBe('2026-03-08T10:30:00.000Z');
  });

  it('move by days of the calendar', () => {
    expect([addDays('2026-02-27', 2), addDays('2028-02-28', 1), addDays('2026-01-01', -1), addDays('2026-03-08', 1)]).toEqual(['2026-03-01', '2028-02-29', '2025-12-31', '2026-03-09']);
  });

  it.each([['2026-02-28', true], ['2026-02-30', false], ['2028-02-29', true], ['2026-13-01', false], ['2026-1-1', false], ['tomorrow', false], ['2026-00-10', false]])('%s is a date: %s', (text, is) => {
    expect(isLocalDate(text)).toBe(is);
  });
});
