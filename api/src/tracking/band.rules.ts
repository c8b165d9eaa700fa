import { MINUTE, SECOND } from '../shared/time.ts';
import type { Estimate } from './eta.rules.ts';
import { quantileOf } from './experience.rules.ts';

/** Time left, in minutes, that divides bands into those that were equally hard. */
export const HORIZONS = [10, 20, 40, 80, 160] as const;

/** Key of what is known about bands that were told so long before. */
export function horizonOf(now: Date, p50: Date): string {
  const minutes = (p50.getTime() - now.getTime()) / MINUTE;
  return String(HORIZONS.find((limit) => minutes < limit) ?? 'more');
}

/** Sides narrower than this say nothing about the width of bands. */
const LEAST_SIDE = 20 * SECOND;

/**
 * Where an arrival fell in the band that the model had for it: −1 at p10, 0 at p50, 1 at p90. Undefined where the model was
 * sure (waiting for a window): that tells nothing of its width.
 */
export function placeInBand({ p10, p50, p90 }: Estimate, arrived: Date): number | undefined {
  const off = arrived.getTime() - p50.getTime();
  const side = off < 0 ? p50.getTime() - p10.getTime() : p90.getTime() - p50.getTime();
  if (p50.getTime() - p10.getTime() < LEAST_SIDE || p90.getTime() - p50.getTime() < LEAST_SIDE) return undefined;
  return Math.max(-8, Math.min(8, off / side));
}

/** Observations it takes for past bands to count as much as the model. */
const TRUST = 40;
/** Where the model's own bands end when it is right, and where 99.6 % of arrivals lie: durations have long tails. */
const MODEL = { p10: -1, p50: 0, p90: 1, low: -2.6, high: 3.4 } as const;

export interface CorrectedBand extends Estimate {
  /** Hardly anything is served before or after these. */
  readonly low: Date;
  readonly high: Date;
}

/**
 * The model's band as past bands of the same horizon say it should have been: if one in four came after p90, p90 moves out until one
 * in ten did (split conformal prediction: Papadopoulos et al. 2002, Romano et al. 2019). Nothing is earlier than `earliest`.
 */
export function correctBand(model: Estimate, places: readonly number[], earliest: Date): CorrectedBand {
  const early = model.p50.getTime() - model.p10.getTime();
  const late = model.p90.getTime() - model.p50.getTime();
  const at = (place: number) => new Date(Math.max(earliest.getTime(), Math.round((model.p50.getTime() + place * (place < 0 ? early : late)) / SECOND) * SECOND));
  const share = places.length / (places.length + TRUST);
  const blend = (quantile: number, own: number) => (places.length === 0 ? own : share * quantileOf(places, quantile) + (1 - share) * own);
  const [p10, p50, p90] = [blend(0.1, MODEL.p10), blend(0.5, MODEL.p50), blend(0.9, MODEL.p90)];
  return {
    p10: at(p10), p50: at(p50), p90: at(p90),
    low: at(Math.min(MODEL.low, p50 + (p10 - p50) * -MODEL.low, quantileOf([...places, MODEL.low], 0.004))),
    high: at(Math.max(MODEL.high, p50 + (p90 - p50) * MODEL.high, quantileOf([...places, MODEL.high], 0.996))),
  };
}

/** Seconds would pretend to know more than we do, and make every ping a change. */
export function inWholeMinutes({ p10, p50, p90 }: Estimate): Estimate {
  const whole = (instant: Date) => new Date(Math.round(instant.getTime() / MINUTE) * MINUTE);
  return { p10: whole(p10), p50: whole(p50), p90: whole(p90) };
}

/** Whether a band is worth showing instead of the one shown: its middle or an end moved by a minute and by a noticeable share of the time left. */
export function isWorthShowing(next: Estimate, shown: Estimate, now: Date): boolean {
  const left = Math.max(0, next.p50.getTime() - now.getTime());
  const moved = (quantile: 'p10' | 'p50' | 'p90', share: number) => {
    const by = Math.abs(next[quantile].getTime() - shown[quantile].getTime());
    return by >= MINUTE && by >= share * left;
  };
  return moved('p50', 0.05) || moved('p10', 0.08) || moved('p90', 0.08);
}
