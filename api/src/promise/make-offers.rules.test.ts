import { describe, expect, it } from 'vitest';
import type { PlanScan, ScannedPlace } from '../routes/plan-scan.rules.ts';
import { makeOffers, TO_THE_DOOR, type OfferedDay, type OfferedLevel, type OfferSource } from './make-offers.rules.ts';
import { markGreenest } from './offer.rules.ts';

const PLACE: ScannedPlace = { shiftId: 'shf_1', vehicleKind: 'VAN', position: 0, start: 0, latestStart: 0, addedSeconds: 60, addedMeters: 500, costMinor: 12.5 };
const HOLD_ENDS = Date.parse('2026-11-21T09:40:00Z') / 1000;

/** A day whose vans have a place until an hour of its morning, and none later. */
function openUntil(date: string, hour: string): OfferedDay {
  const end = new Date(`${date}T${hour}:00Z`).getTime() / 1000;
  const scan: PlanScan = { date, version: 1, find: (job) => (job.earliest < end ? { place: { ...PLACE, start: job.earliest, latestStart: job.earliest + 5_400 } } : { reason: 'FULL' }) };
  return { scan, plan: { cards: [], nextExpiry: HOLD_ENDS }, refusal: null };
}

const common = { destinations: ['WINDOW'], skills: [], isOnSale: true, currency: 'GBP', serviceSeconds: 240, cutoff: null } as const;
const twoHours: OfferedLevel = { ...common, id: 'svl_1', kind: 'SCHEDULED', windows: [{ start: '10:00', end: '12:00' }, { start: '12:00', end: '14:00' }], leadSeconds: 3600, horizonDays: 7, priceMinor: 590 };
const sameDay: OfferedLevel = { ...common, id: 'svl_2', kind: 'SAME_DAY', windows: [{ start: '08:00', end: '18:00' }], leadSeconds: 0, horizonDays: 1, priceMinor: 990 };

const source: OfferSource = {
  now: new Date('2026-11-21T09:30:00Z'),
  timeZone: 'Europe/London',
  days: [openUntil('2026-11-21', '23:00'), openUntil('2026-11-22', '12:00')],
  levels: [twoHours, sameDay],
  target: TO_THE_DOOR,
  demand: { weightGrams: 1_000, volumeMilliliters: 1_000, skills: [] },
  isAnotherTry: false,
  basketValueMinor: null,
  scarcityOf: () => 0,
  idOf: ({ serviceLevelId, start }) => `${serviceLevelId} ${start.toISOString()}`,
};

describe('making offers', () => {
  it('lists each window that is sold in those days by start, with its reason when it can\'t be had, and when that may change', () => {
    expect(makeOffers(source).map(({ id, end, reason, opensAgainAt }) => [id, end.toISOString(), reason, opensAgainAt?.toISOString()])).toEqual([
      // Sold for one day at a time: tomorrow's opens at midnight.
      ['svl_2 2026-11-21T08:00:00.000Z', '2026-11-21T18:00:00.000Z', 'AFTER_CUTOFF', '2026-11-22T00:00:00.000Z'],
      // The same window of other days is on sale now.
      ['svl_1 2026-11-21T10:00:00.000Z', '2026-11-21T12:00:00.000Z', 'AFTER_CUTOFF', undefined],
      ['svl_1 2026-11-21T12:00:00.000Z', '2026-11-21T14:00:00.000Z', null, undefined],
      ['svl_1 2026-11-22T10:00:00.000Z', '2026-11-22T12:00:00.000Z', null, undefined],
      // The next hold that ends may free a place.
      ['svl_1 2026-11-22T12:00:00.000Z', '2026-11-22T14:00:00.000Z', 'FULL', '2026-11-21T09:40:00.000Z'],
    ]);
  });

  it('costs what the level costs, and nothing for another try', () => {
    expect(makeOffers(source).map(({ priceMinor }) => priceMinor)).toEqual([990, 590, 590, 590, 590]);
    const free = makeOffers({ ...source, isAnotherTry: true });
    expect(free.map(({ priceMinor }) => priceMinor)).toEqual([0, 0, 0, 0, 0]);
    expect(free[2]!.because).toEqual([{ kind: 'BASE', minor: 590 }, { kind: 'FREE', minor: -590 }]);
  });

  it('adds the cost of the insertion and the scarcity of the window, as the level\'s rules weigh them', () => {
    const pricing = { marginalCostWeight: 2, includedCostMinor: 0, scarcityWeight: 0.5, leastMinor: null, mostMinor: null, roundingStepMinor: 10, roundingEndingMinor: 0, freeFromMinor: null };
    const [, , offer] = makeOffers({ ...source, levels: [{ ...twoHours, pricing }, sameDay], scarcityOf: ({ from }) => (from === Date.parse('2026-11-21T12:00Z') / 1000 ? 0.4 : 0) });
    expect([offer!.priceMinor, offer!.because]).toEqual([730, [{ kind: 'BASE', minor: 590 }, { kind: 'MARGINAL_COST', minor: 25 }, { kind: 'SCARCITY', minor: 118 }, { kind: 'ROUNDING', minor: -3 }]]);
  });

  it('offers a narrower window where the slack allows it, for what it takes from the plan', () => {
    const narrowing = { lengthSeconds: 3_600, leastSlackSeconds: 900, pricePerSlackHourMinor: 200 };
    const offers = makeOffers({ ...source, levels: [{ ...twoHours, narrowing }] }).filter(({ reason }) => reason === null);
    expect(offers.map(({ start, end, priceMinor, because }) => [start.toISOString().slice(11, 16), end.toISOString().slice(11, 16), priceMinor, because.at(-1)])).toEqual([
      // From 90 minutes of slack to 59:59.
      ['12:00', '13:00', 690, { kind: 'NARROW_WINDOW', minor: 100 }],
      ['12:00', '14:00', 590, { kind: 'BASE', minor: 590 }],
      ['10:00', '11:00', 690, { kind: 'NARROW_WINDOW', minor: 100 }],
      ['10:00', '12:00', 590, { kind: 'BASE', minor: 590 }],
    ]);
  });

  it('refuses what is closed or capped, without asking the plan, and sells no level that is off sale or goes elsewhere', () => {
    const neverAsked: PlanScan = { date: '2026-11-22', version: 1, find: () => { throw new Error('asked'); } };
    const closed: OfferedDay = { scan: neverAsked, plan: { cards: [], nextExpiry: Infinity }, refusal: { reason: 'CLOSED', message: 'We do not deliver on that day: Thanksgiving.' } };
    const offers = makeOffers({ ...source, days: [closed] });
    expect(offers.map(({ reason, message }) => [reason, message])).toEqual([['CLOSED', closed.refusal!.message], ['CLOSED', closed.refusal!.message]]);
    const capped = makeOffers({ ...source, days: [{ ...closed, refusal: null }], levels: [{ ...twoHours, maxDeliveriesPerWindow: 0 }] });
    expect(capped.map(({ reason, message }) => `${reason} ${message}`)).toEqual(Array(2).fill('FULL This window takes 0 deliveries, and that many are promised. Choose another window.'));
    expect(makeOffers({ ...source, levels: [{ ...twoHours, isOnSale: false }, { ...sameDay, destinations: ['LOCKER'] }] })).toEqual([]);
  });

  it('asks for the skills of basket and level', () => {
    const asked: (readonly string[])[] = [];
    const listening: PlanScan = { date: '2026-11-22', version: 1, find: ({ skills }) => { asked.push(skills); return { reason: 'NO_SKILL' }; } };
    makeOffers({ ...source, days: [{ ...source.days[0]!, scan: listening }], levels: [{ ...twoHours, skills: ['TWO_PERSON', 'KEEP_COLD'] }], demand: { ...source.demand, skills: ['KEEP_COLD'] } });
    expect(asked).toEqual([['KEEP_COLD', 'TWO_PERSON'], ['KEEP_COLD', 'TWO_PERSON']]);
  });
});

describe('the greenest option', () => {
  const [, , first, second] = makeOffers(source);
  const grams = (co2Grams: number) => ({ extraMeters: 0, co2Grams, vehicleKind: 'VAN' as const });

  it('is the one that adds the least CO2, of equals the earliest, and none when all add the same', () => {
    const marked = (...footprints: number[]) => markGreenest(footprints.map((co2Grams, at) => ({ ...[first!, second!][at % 2]!, footprint: grams(co2Grams) }))).map(({ isGreenest }) => isGreenest);
    expect(marked(120, 60, 60)).toEqual([false, true, false]);
    expect(marked(60, 60)).toEqual([false, false]);
    expect(markGreenest([{ ...first!, footprint: null }])[0]!.isGreenest).toBe(false);
  });
});
