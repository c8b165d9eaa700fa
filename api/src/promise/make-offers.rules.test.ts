import { describe, expect, it } from 'vitest';
import type { PlanScan, ScannedPlace } from '../routes/plan-scan.rules.ts';
import { makeOffers, type OfferSource } from './make-offers.rules.ts';

const PLACE: ScannedPlace = { shiftId: 'shf_1', vehicleKind: 'VAN', position: 0, start: 0, latestStart: 0, addedSeconds: 60, addedMeters: 500, costMinor: 12.5 };

/** A day whose vans have a place until an hour of its morning, and none later. */
function openUntil(date: string, hour: string): PlanScan {
  const end = new Date(`${date}T${hour}:00Z`).getTime() / 1000;
  return { date, version: 1, find: (job) => (job.earliest < end ? { place: PLACE } : { reason: 'FULL' }) };
}

const source: OfferSource = {
  now: new Date('2026-11-21T09:30:00Z'),
  timeZone: 'Europe/London',
  plans: [openUntil('2026-11-21', '23:00'), openUntil('2026-11-22', '12:00')],
  levels: [
    { id: 'svl_1', kind: 'SCHEDULED', windows: [{ start: '10:00', end: '12:00' }, { start: '12:00', end: '14:00' }], leadSeconds: 3600, cutoff: null, horizonDays: 7, serviceSeconds: 240, priceMinor: 590, currency: 'GBP' },
    { id: 'svl_2', kind: 'SAME_DAY', windows: [{ start: '08:00', end: '18:00' }], leadSeconds: 0, cutoff: null, horizonDays: 1, serviceSeconds: 240, priceMinor: 990, currency: 'GBP' },
  ],
  demand: { weightGrams: 1_000, volumeMilliliters: 1_000, skills: [] },
  isAnotherTry: false,
  idOf: ({ serviceLevelId, start }) => `${serviceLevelId} ${start.toISOString()}`,
};

describe('making offers', () => {
  it('lists each window that is sold in those days by start, with its reason when it can\'t be had', () => {
    expect(makeOffers(source).map(({ id, end, reason }) => [id, end.toISOString(), reason])).toEqual([
      ['svl_2 2026-11-21T08:00:00.000Z', '2026-11-21T18:00:00.000Z', 'AFTER_CUTOFF'],
      ['svl_1 2026-11-21T10:00:00.000Z', '2026-11-21T12:00:00.000Z', 'AFTER_CUTOFF'],
      ['svl_1 2026-11-21T12:00:00.000Z', '2026-11-21T14:00:00.000Z', null],
      ['svl_1 2026-11-22T10:00:00.000Z', '2026-11-22T12:00:00.000Z', null],
      ['svl_1 2026-11-22T12:00:00.000Z', '2026-11-22T14:00:00.000Z', 'FULL'],
    ]);
  });

  it('costs what the level costs, and nothing for another try', () => {
    expect(makeOffers(source).map(({ priceMinor }) => priceMinor)).toEqual([990, 590, 590, 590, 590]);
    expect(makeOffers({ ...source, isAnotherTry: true }).map(({ priceMinor }) => priceMinor)).toEqual([0, 0, 0, 0, 0]);
  });
});
