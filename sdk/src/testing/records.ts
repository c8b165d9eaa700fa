import type { DeliveryState, HoldErrorCode, OrderErrorCode } from '../types.ts';

/** What the fake keeps. Times are milliseconds since the epoch. */
export interface Place {
  readonly date: string;
  readonly start: number;
  readonly end: number;
  readonly serviceLevel: ServiceLevelRecord;
}

/** What is sold. */
export interface ServiceLevelRecord {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly priceMinor: number;
  readonly windows: readonly { readonly start: string; readonly end: string }[];
  readonly leadSeconds: number;
}

/** An address as it was given, with its position. */
export interface AddressRecord {
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly region?: string | null;
  readonly postalCode: string;
  readonly country?: string;
  readonly position?: { readonly latitude: number; readonly longitude: number } | null;
}

/** Parcels and what they need. */
export interface BasketRecord {
  readonly parcels: readonly Readonly<Record<string, unknown>>[];
  readonly handlingNeeds?: readonly string[];
}

/** What a quote was made for, and the options it named. */
export interface QuoteRecord {
  readonly id: string;
  readonly expiresAt: number;
  readonly address: AddressRecord;
  readonly basket: BasketRecord;
  /** Of a postal area: an answer for the eye, nothing of it can be held. */
  readonly isOfArea: boolean;
  readonly options: ReadonlyMap<string, Place>;
  /** Set: another try of this delivery. */
  readonly deliveryId: string | null;
}

/** A window taken for a while. */
export interface HoldRecord {
  readonly id: string;
  readonly createdAt: number;
  place: Place;
  address: AddressRecord;
  basket: BasketRecord;
  expiresAt: number;
  extensions: number;
  state: 'HELD' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED';
  orderId: string | null;
}

/** One hand-over. */
export interface DeliveryRecord {
  readonly id: string;
  readonly orderId: string;
  readonly reference: string;
  readonly recipient: Readonly<Record<string, unknown>>;
  readonly instructions: string | null;
  readonly address: AddressRecord;
  readonly basket: BasketRecord;
  readonly parcels: readonly Readonly<Record<string, unknown>>[];
  readonly createdAt: number;
  readonly pin: string | null;
  place: Place;
  state: DeliveryState;
  updatedAt: number;
  failureReason: string | null;
  /** When each state was reached, since it was last confirmed. */
  readonly reached: Map<DeliveryState, number>;
}

/** One event of the feed. */
export interface EventRecord {
  readonly id: string;
  /** 1 for the first. */
  readonly position: number;
  readonly type: string;
  readonly at: number;
  readonly deliveryId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Why a mutation is refused. */
export interface Refusal {
  readonly code: HoldErrorCode | OrderErrorCode;
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** Shorthand for one. */
export function refusal(code: Refusal['code'], field: readonly string[] | null, message: string): Refusal {
  return { code, field, message };
}

/** Whether something is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'code' in value && 'message' in value && 'field' in value;
}
