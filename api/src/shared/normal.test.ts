import { expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

it('knows the usual values of the normal distribution', () => {
  expect(normalCdf(0)).toBeCloseTo(0.5, 6);
  expect(normalCdf(1.2815515655)).toBeCloseTo(0.9, 6);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655, 6);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.0902323062, 6);
});

it('leads back from a probability to itself', () => {
  for (let p = 0.002; p < 1; p += 0.007) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 6);
});
