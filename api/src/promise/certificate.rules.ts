import type { PlaceInPlan } from '../routes/plan-picture.rules.ts';

/** What made a place be proven. */
export const CERTIFICATE_CAUSES = ['HELD', 'HOLD_CHANGED', 'CONFIRMED', 'ORDERED', 'RESCHEDULED'] as const;
export type CertificateCause = (typeof CERTIFICATE_CAUSES)[number];

/** What a stop added to its route when it was placed. */
export interface PlaceCost {
  /** Driving that the route has more with it. */
  readonly addedSeconds: number;
  readonly addedMeters: number;
  /** Marginal cost of that driving, in minor units, not rounded. */
  readonly costMinor: number;
}

export function costOf({ insertion: { addedSeconds, addedMeters }, costMinor }: PlaceInPlan): PlaceCost {
  return { addedSeconds, addedMeters, costMinor };
}

/** How much later another stop of the route could begin then, every promise kept. */
export interface StopSlackData {
  readonly stopId: string;
  /** 0-based place in the route. */
  readonly sequence: number;
  readonly slackSeconds: number;
}
