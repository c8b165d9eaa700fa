import { fitsCompartment, weekdayOf, type CompartmentData, type OpeningHoursData, type PickupPointKind } from '../network/pickup-point.rules.ts';
import type { BasketData } from '../orders/basket.rules.ts';
import type { HandlingNeed } from '../orders/delivery.rules.ts';
import { distanceMeters, type Position } from '../shared/geo.ts';
import { instantOf } from '../shared/time.ts';
import type { OfferTarget, Refusal } from './make-offers.rules.ts';
import { mostParcelsAtOnce, stayFrom, type PickupStay } from './pickup-stay.rules.ts';

/** A pickup point as offers see it. */
export interface OfferedPoint extends CompartmentData, Position {
  readonly id: string;
  readonly kind: PickupPointKind;
  readonly openingHours: readonly OpeningHoursData[];
  readonly capacityParcels: number;
  readonly keepDays: number;
}

/** Recipients walk or cycle there: farther ones help nobody. */
const MOST_METERS = 5_000;
const MOST_POINTS = 5;

/** What a place can't do with a parcel, whoever brings it. */
const REFUSED_NEEDS: Readonly<Record<PickupPointKind, readonly HandlingNeed[]>> = {
  LOCKER: ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK', 'SIGNATURE'],
  PICKUP_POINT: ['KEEP_COLD', 'TWO_PERSON'],
};

/** The nearest points to a position, at most five within five kilometers as the crow flies, nearest first. */
export function nearestPoints<T extends OfferedPoint>(points: readonly T[], position: Position): { readonly point: T; readonly meters: number }[] {
  return points
    .map((point) => ({ point, meters: Math.round(distanceMeters(position, point)) }))
    .filter(({ meters }) => meters <= MOST_METERS)
    .sort((one, other) => one.meters - other.meters)
    .slice(0, MOST_POINTS);
}

/** Why a point can't take a basket at all; undefined when it can. */
export function findPointRefusal(point: OfferedPoint, { parcels, handlingNeeds }: BasketData): Refusal | undefined {
  const need = handlingNeeds.find((wanted) => REFUSED_NEEDS[point.kind].includes(wanted));
  if (need) return { reason: 'NO_SKILL', message: `${point.kind === 'LOCKER' ? 'A locker' : 'A pickup point'} can't take what needs ${need}. Choose a window at the door.` };
  if (parcels.every((parcel) => fitsCompartment(parcel, point))) return undefined;
  return { reason: 'TOO_LARGE', message: 'A parcel is too large or too heavy for this place. Choose a window at the door.' };
}

/** Why a point has no room for parcels that come on a date; undefined when it has. */
export function findRoomRefusal({ capacityParcels, keepDays }: OfferedPoint, stays: readonly PickupStay[], { parcels, date }: { readonly parcels: number; readonly date: string }): Refusal | undefined {
  if (mostParcelsAtOnce(stays, stayFrom(date, keepDays)) + parcels <= capacityParcels) return undefined;
  return { reason: 'FULL', message: `This place keeps ${capacityParcels} parcels at once, and they may all be there then. Choose another day or place.` };
}

/**
 * The part of a window in which a point is open, the longest where hours are split; null when it is closed. Hours are wall-clock times of the
 * depot's zone.
 */
export function openPartOf({ openingHours }: Pick<OfferedPoint, 'openingHours'>, window: { readonly start: Date; readonly end: Date }, { date, timeZone }: { readonly date: string; readonly timeZone: string }): { readonly start: Date; readonly end: Date } | null {
  if (openingHours.length === 0) return window;
  const day = weekdayOf(date);
  let best: { start: Date; end: Date } | null = null;
  for (const hours of openingHours) {
    if (hours.day !== day) continue;
    const start = later(window.start, instantOf(date, hours.opens, timeZone));
    const end = hours.closes === '24:00' ? window.end : earlier(window.end, instantOf(date, hours.closes, timeZone));
    if (start < end && (!best || end.getTime() - start.getTime() > best.end.getTime() - best.start.getTime())) best = { start, end };
  }
  return best;
}

/** A point as a target of offers. */
export function pickupTarget({ point, meters }: { readonly point: OfferedPoint; readonly meters: number }, { basket, stays, timeZone }: { readonly basket: BasketData; readonly stays: readonly PickupStay[]; readonly timeZone: string }): OfferTarget {
  const never = findPointRefusal(point, basket);
  return {
    kind: point.kind,
    pickupPointId: point.id,
    distanceMeters: meters,
    openPart: (window, date) => openPartOf(point, window, { date, timeZone }),
    refusalOn: (date) => never ?? findRoomRefusal(point, stays, { parcels: basket.parcels.length, date }) ?? null,
  };
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
