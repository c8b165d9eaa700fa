import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NEARING_METERS, NEARING_MINUTES, nearingNews, type NearingTold } from './nearing.rules.ts';

const NOTHING: NearingTold = { minutes: null, meters: null };

it('tells the nearest line crossed, with the one before', () => {
  expect(nearingNews(NOTHING, { minutes: 61, meters: null })).toBeUndefined();
  expect(nearingNews(NOTHING, { minutes: 60, meters: null })).toEqual({ withinMinutes: 60, withinMinutesBefore: null, withinMeters: null, withinMetersBefore: null });
  expect(nearingNews({ minutes: 60, meters: null }, { minutes: 9.5, meters: 480 })).toEqual({ withinMinutes: 10, withinMinutesBefore: 60, withinMeters: 500, withinMetersBefore: null });
  expect(nearingNews({ minutes: 10, meters: 500 }, { minutes: -3, meters: 480 })).toEqual({ withinMinutes: 5, withinMinutesBefore: 10, withinMeters: 500, withinMetersBefore: 500 });
});

it('tells nothing of a delivery that gets farther away, or whose vehicle has another door first', () => {
  expect(nearingNews({ minutes: 10, meters: 500 }, { minutes: 40, meters: 3_000 })).toBeUndefined();
  expect(nearingNews({ minutes: 10, meters: null }, { minutes: 9, meters: null })).toBeUndefined();
});

it('crosses each line once at most, whatever way the van takes', () => {
  const place = fc.record({ minutes: fc.double({ min: -10, max: 120, noNaN: true }), meters: fc.option(fc.double({ min: 0, max: 9_000, noNaN: true })) });
  fc.assert(fc.property(fc.array(place, { maxLength: 60 }), (way) => {
    let told = NOTHING;
    const crossed: string[] = [];
    for (const now of way) {
      const news = nearingNews(told, now);
      if (!news) continue;
      for (const line of NEARING_MINUTES) if (isCrossed(line, news.withinMinutes, news.withinMinutesBefore)) crossed.push(`${line} minutes`);
      for (const line of NEARING_METERS) if (isCrossed(line, news.withinMeters, news.withinMetersBefore)) crossed.push(`${line} meters`);
      told = { minutes: news.withinMinutes, meters: news.withinMeters };
    }
    const least = Math.min(...way.map(({ minutes }) => minutes));
    expect(crossed).toHaveLength(new Set(crossed).size);
    expect(crossed.filter((line) => line.endsWith('minutes'))).toHaveLength(NEARING_MINUTES.filter((line) => least <= line).length);
  }));
});

function isCrossed(line: number, now: number | null, before: number | null): boolean {
  return now !== null && now <= line && (before === null || before > line);
}
