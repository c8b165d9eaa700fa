import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../shared/time.ts';
import { mostParcelsAtOnce, stayFrom, type PickupStay } from './pickup-stay.rules.ts';

it('counts a parcel on every day that it may stay, the last one included', () => {
  const stays = [{ parcels: 2, ...stayFrom('2026-11-21', 3) }];
  const on = (from: string, until = from) => mostParcelsAtOnce(stays, { from, until });
  expect([on('2026-11-20'), on('2026-11-21'), on('2026-11-24'), on('2026-11-25'), on('2026-11-18', '2026-11-21')]).toEqual([0, 2, 2, 0, 2]);
});

it('is what counting each day gives', () => {
  const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays('2026-11-10', days));
  const stay = fc.record({ parcels: fc.integer({ min: 1, max: 5 }), day, keep: fc.integer({ min: 0, max: 6 }) }).map(({ parcels, day: from, keep }): PickupStay => ({ parcels, ...stayFrom(from, keep) }));
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 12 }), day, fc.integer({ min: 0, max: 6 }), (stays, from, keep) => {
      const until = addDays(from, keep);
      let most = 0;
      for (let date = from; date <= until; date = addDays(date, 1)) {
        let there = 0;
        for (const each of stays) if (each.from <= date && date <= each.until) there += each.parcels;
        most = Math.max(most, there);
      }
      expect(mostParcelsAtOnce(stays, { from, until })).toBe(most);
    }),
  );
});
