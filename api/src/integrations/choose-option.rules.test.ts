import { describe, expect, it } from 'vitest';
import { chooseOption, type Option } from './choose-option.rules.ts';

/** Pacific standard time: 08:00 is 16:00Z. */
function option(code: string, date: string, hour: number, hours: number, message?: string): Option {
  const at = (local: number) => new Date(Date.parse(`${date}T00:00:00-08:00`) + local * 3_600_000).toISOString();
  return { serviceLevel: { code }, date, window: { start: at(hour), end: at(hour + hours), timeZone: 'America/Los_Angeles' }, available: message === undefined, message: message ?? null };
}
const FULL = 'All vans are full.';
const OPTIONS = [
  option('two', '2026-11-23', 8, 2, FULL), option('two', '2026-11-23', 10, 2), option('day', '2026-11-24', 8, 10),
  option('two', '2026-11-24', 10, 2, FULL), option('two', '2026-11-24', 12, 2), option('two', '2026-11-24', 14, 2),
];
const choose = (wish: Parameters<typeof chooseOption>[1], code?: string) => chooseOption(OPTIONS, wish, code);

describe('the window of an order', () => {
  it('is the earliest that can be had, without a wish', () => {
    expect(choose({})).toEqual({ serviceLevelCode: 'two', date: '2026-11-23', windowStart: '10:00', windowEnd: '12:00' });
    expect(choose({}, 'day')).toMatchObject({ serviceLevelCode: 'day', date: '2026-11-24' });
    expect(choose({ date: '2026-11-24' }, 'two')).toMatchObject({ windowStart: '12:00' });
  });

  it('is the one wished for, else one within it', () => {
    expect(choose({ date: '2026-11-24', start: '14:00', end: '16:00' })).toMatchObject({ windowStart: '14:00' });
    expect(choose({ date: '2026-11-24', start: '14:00' })).toMatchObject({ windowStart: '14:00' });
    expect(choose({ date: '2026-11-24', start: '10:00', end: '14:00' })).toMatchObject({ windowStart: '12:00' });
    expect(choose({ start: '12:00', end: '14:00' })).toMatchObject({ date: '2026-11-24', windowStart: '12:00' });
  });

  it('is never another one than wished for: told with what is open', () => {
    expect(choose({ date: '2026-11-24', start: '10:00', end: '12:00' }, 'two')).toEqual({
      reason: `2026-11-24 10:00–12:00 is not to be had: ${FULL} Open instead: 2026-11-23 10:00–12:00, 2026-11-24 12:00–14:00, 2026-11-24 14:00–16:00.`,
    });
    expect(choose({ date: '2026-11-24', start: '09:00', end: '10:00' })).toMatchObject({ reason: expect.stringContaining('There is no such window.') });
    expect(choose({ date: '2026-12-24' }, 'express')).toEqual({ reason: '2026-12-24 is not to be had: Nothing is offered on these days.' });
  });
});
