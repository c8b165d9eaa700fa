import { MINUTE } from '../shared/time.ts';
import type { CorrectedBand } from './band.rules.ts';

/** What a recipient may rely on: the promised window at first, then a band inside it. */
export interface Commitment {
  readonly start: Date;
  readonly end: Date;
}

export type CommitmentStep =
  | { readonly kind: 'KEEP' }
  /** Surer than before: the band lies inside the one before. */
  | { readonly kind: 'NARROW'; readonly band: Commitment }
  /** It can't be kept: the band is another one, and that is declared. */
  | { readonly kind: 'BREAK'; readonly band: Commitment };

/** A band shorter than this helps nobody and only breaks. */
const LEAST_WIDTH = 30 * MINUTE;
/** On both sides of what is hardly ever missed. */
const MARGIN = 3 * MINUTE;
const STEP = 5 * MINUTE;
/** A new band must take away a quarter of the one before: each narrowing is one more chance to be wrong. */
const WORTH_NARROWING = 0.75;

/**
 * The next step of the commitment. Narrows while confidence grows; never moves or widens silently. It is broken once fewer than one
 * in ten such visits would keep it.
 */
export function nextCommitment(current: Commitment, band: CorrectedBand): CommitmentStep {
  const tails = atLeast({ start: floor(band.low.getTime() - MARGIN), end: ceil(band.high.getTime() + MARGIN) });
  if (band.p10 >= current.end || band.p90 < current.start) {
    return { kind: 'BREAK', band: { start: new Date(tails.start), end: new Date(tails.end) } };
  }
  const start = Math.max(tails.start, current.start.getTime());
  const end = Math.min(tails.end, current.end.getTime());
  const isNarrower = end - start <= WORTH_NARROWING * (current.end.getTime() - current.start.getTime());
  // At the rim of the window the rest may be too thin to promise.
  if (!isNarrower || end - start < LEAST_WIDTH) return { kind: 'KEEP' };
  return { kind: 'NARROW', band: { start: new Date(start), end: new Date(end) } };
}

function atLeast({ start, end }: { start: number; end: number }): { start: number; end: number } {
  const missing = LEAST_WIDTH - (end - start);
  return missing <= 0 ? { start, end } : { start: floor(start - missing / 2), end: ceil(end + missing / 2) };
}

function floor(at: number): number {
  return Math.floor(at / STEP) * STEP;
}

function ceil(at: number): number {
  return Math.ceil(at / STEP) * STEP;
}
