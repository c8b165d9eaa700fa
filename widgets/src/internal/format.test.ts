import { expect, test } from 'vitest';
import {
  foreignZone, formatCountdown, formatDay, formatDistance, formatMoney, formatRange, formatSpan, localDate,
} from './format.ts';

const OAKLAND = 'America/Los_Angeles';
const noon = '2026-11-21T20:00:00Z';
const spaced = (text: string) => text.replace(/\s/gu, ' ');

test('times are those of the zone given, with minutes only where there are any', () => {
  expect(spaced(formatRange(noon, '2026-11-21T22:00:00Z', OAKLAND, 'en-US'))).toBe('12 – 2 PM');
  expect(spaced(formatRange(noon, '2026-11-21T21:30:00Z', OAKLAND, 'en-US'))).toBe('12 – 1:30 PM');
  expect(spaced(formatRange(noon, '2026-11-21T22:00:00Z', OAKLAND, 'de'))).toBe('12:00–14:00 Uhr');
  expect(localDate(Date.parse('2026-11-22T07:59:00Z'), OAKLAND)).toBe('2026-11-21');
});

test('a day beside now has its name, another one its date', () => {
  const now = Date.parse(noon);
  expect(formatDay('2026-11-21', now, OAKLAND, 'en')).toBe('today');
  expect(formatDay('2026-11-22', now, OAKLAND, 'de')).toBe('morgen');
  expect(formatDay('2026-11-24', now, OAKLAND, 'en')).toBe('Tuesday, November 24');
});

test('a zone is named only where its clock differs from the viewer’s', () => {
  const window = { start: noon, end: noon, timeZone: OAKLAND };
  expect(foreignZone(window, 'en', 'America/Tijuana')).toBeUndefined();
  expect(foreignZone(window, 'en', 'Europe/Berlin')).toBe('Pacific Time');
});

test('money, spans, distances and countdowns', () => {
  expect(formatMoney({ amount: '7.90', currency: 'USD' }, 'en-US')).toBe('$7.90');
  expect(formatMoney({ amount: '12.00', currency: 'USD' }, 'en-US')).toBe('$12');
  expect(spaced(formatMoney({ amount: '7.90', currency: 'EUR' }, 'de'))).toBe('7,90 €');
  expect(formatSpan(40, 'en')).toBe('40 sec');
  expect(formatSpan(180, 'en')).toBe('3 min');
  expect(formatSpan(5400, 'en')).toBe('1.5 hr');
  expect(formatDistance(800, 'de')).toBe('800 m');
  expect(formatDistance(1609, 'en-US')).toBe('1 mi');
  expect(formatCountdown(65)).toBe('1:05');
});
