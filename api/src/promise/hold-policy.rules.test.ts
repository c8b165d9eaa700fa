import { describe, expect, it } from 'vitest';
import { addSeconds } from '../shared/time.ts';
import { extendedUntil, extensionsLeft } from './hold-policy.rules.ts';

const MADE = new Date('2026-11-21T16:00:00Z');
const at = (seconds: number) => addSeconds(MADE, seconds);
const POLICY = { lifetimeSeconds: 600 };

describe('extending a hold', () => {
  it('gives it its lifetime again from now on, twice, and no more than three lifetimes in all', () => {
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(600), extensions: 0 }, POLICY, at(500))).toEqual(at(1_100));
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(1_300), extensions: 1 }, POLICY, at(1_250))).toEqual(at(1_800));
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(1_200), extensions: 2 }, POLICY, at(1_100))).toBeUndefined();
    expect([0, 1, 2, 3].map((extensions) => extensionsLeft({ extensions }, POLICY))).toEqual([2, 1, 0, 0]);
  });

  it('gives nothing where nothing would be gained', () => {
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(600), extensions: 0 }, POLICY, MADE)).toBeUndefined();
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(1_800), extensions: 1 }, POLICY, at(1_700))).toBeUndefined();
  });

  it('keeps to what the server is set to', () => {
    const policy = { lifetimeSeconds: 60, mostExtensions: 5, longestSeconds: 70 };
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(60), extensions: 4 }, policy, at(50))).toEqual(at(70));
    expect(extendedUntil({ createdAt: MADE, expiresAt: at(60), extensions: 5 }, policy, at(50))).toBeUndefined();
  });
});
