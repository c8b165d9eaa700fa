import { expect, test } from 'vitest';
import { backoffMs, parseRetryAfter, REQUEST_RETRIES } from './retry.ts';

test('waits grow twofold up to the limit, at random between nothing and that', () => {
  const longest = (retry: number) => backoffMs(REQUEST_RETRIES, retry, () => 1);
  expect([1, 2, 3, 4, 5, 6, 60].map(longest)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  expect(backoffMs(REQUEST_RETRIES, 3, () => 0)).toBe(0);
  expect(backoffMs(REQUEST_RETRIES, 3, () => 0.5)).toBe(1000);
});

test('reads Retry-After as seconds and as a date', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(parseRetryAfter('120', now)).toBe(120);
  expect(parseRetryAfter('Sat, 21 Nov 2026 12:00:07 GMT', now)).toBe(7);
  expect(parseRetryAfter('Sat, 21 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(null, now)).toBeUndefined();
});
