import type { Destination } from '../network/pickup-point.rules.ts';
import type { FootprintData } from '../routes/footprint.rules.ts';
import type { Job } from '../routes/insertion.rules.ts';
import { SECOND } from '../shared/time.ts';
import type { PricePartData } from './price.rules.ts';

/** Why a window, or a whole address, can't be had. */
export const UNAVAILABLE_REASONS = ['FULL', 'AFTER_CUTOFF', 'OUTSIDE_TERRITORY', 'NO_SKILL', 'TOO_LARGE', 'DRIVER_HOURS', 'CLOSED', 'UNKNOWN_ADDRESS'] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** The same for people. */
export const REASON_MESSAGES: Readonly<Record<UnavailableReason, string>> = {
  FULL: 'No van can come in this window without breaking a promise already made. Choose another window.',
  AFTER_CUTOFF: 'It is too late to order for this window. Choose a later one.',
  OUTSIDE_TERRITORY: 'We do not deliver to this address.',
  NO_SKILL: 'Nobody on duty that day can handle what this delivery needs. Choose another day.',
  TOO_LARGE: 'No vehicle of that day is large enough for this delivery. Choose another day, or split it.',
  DRIVER_HOURS: 'Drivers of that day may not work long enough to come in this window. Choose an earlier one, or another day.',
  CLOSED: 'We do not deliver at that time.',
  UNKNOWN_ADDRESS: 'We do not know this address. Check its spelling, or give its position.',
};

/** How well the place of a quote is known. */
export const OPTIONS_PRECISIONS = ['ADDRESS', 'POSTAL_AREA'] as const;
export type OptionsPrecision = (typeof OPTIONS_PRECISIONS)[number];

/** A window as its option id names it, with the price it was offered for. */
export interface OptionContent {
  readonly serviceLevelId: string;
  /** Local date of the depot. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly priceMinor: number;
  readonly currency: string;
  /** Null: to the door. */
  readonly pickupPointId: string | null;
}

/** One option as checkout shows it. */
export interface Offer extends OptionContent {
  readonly id: string;
  readonly kind: Destination;
  readonly timeZone: string;
  /** Null: it can be had. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
  /** When it may be had again; null: nobody knows, or it can be had now. */
  readonly opensAgainAt: Date | null;
  /** The parts of the price; none when it can't be had. */
  readonly because: readonly PricePartData[];
  /** Null when it can't be had. */
  readonly footprint: FootprintData | null;
  /** Of all that can be had, the one that adds the least CO2. */
  readonly isGreenest: boolean;
  /** From the address to the pickup point; null for a window at the address. */
  readonly distanceMeters: number | null;
}

/** A delivery that looks for a place in a window. */
export interface Wish {
  readonly start: Date;
  readonly end: Date;
  readonly serviceSeconds: number;
  readonly weightGrams: number;
  readonly volumeMilliliters: number;
  readonly skills: readonly string[];
}

/** A wish as the insertion rules see it. The end of a window is not part of it. */
export function jobOf({ start, end, serviceSeconds, weightGrams, volumeMilliliters, skills }: Wish): Job {
  return { earliest: start.getTime() / SECOND, latest: end.getTime() / SECOND - 1, serviceSeconds, weightGrams, volumeMilliliters, skills };
}

/**
 * Marks the option that adds the least CO2, of equals the earliest. None when all add the same: then there is nothing to choose.
 * @param offers by start
 */
export function markGreenest(offers: readonly Offer[]): Offer[] {
  let greenest: Offer | undefined;
  let most = -Infinity;
  for (const offer of offers) {
    if (!offer.footprint) continue;
    most = Math.max(most, offer.footprint.co2Grams);
    if (offer.footprint.co2Grams < (greenest?.footprint?.co2Grams ?? Infinity)) greenest = offer;
  }
  const isChoice = greenest?.footprint && greenest.footprint.co2Grams < most;
  return offers.map((offer) => (isChoice && offer === greenest ? { ...offer, isGreenest: true } : offer));
}

/** In the order checkout shows them: by start, then the shorter window, then the nearer place. */
export function compareOffers(one: Offer, other: Offer): number {
  return one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime() || (one.distanceMeters ?? 0) - (other.distanceMeters ?? 0);
}
