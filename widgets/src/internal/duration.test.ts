import { expect, test } from 'vitest';
import { millisecondsOf } from './duration.ts';

test('durations as the API writes them, and as others may', () => {
  expect(['PT9M58S', 'PT10M', 'PT1H30M', 'PT0S', 'P1DT2H', 'PT2.5S'].map(millisecondsOf)).toEqual([598_000, 600_000, 5_400_000, 0, 93_600_000, 2_500]);
});

test('what is none lasts no time at all', () => {
  expect(['', '10 minutes', 'soon'].map(millisecondsOf)).toEqual([0, 0, 0]);
});
