/**
 * What the widgets read of the API's answers. Narrower than the schema on purpose: the SDK's generated types fit into these,
 * and a field the widgets don't show is not asked for.
 */

/** A value of an enum that may grow: known members are completed by editors, new ones still fit. */
export type Open<T extends string> = T | (string & {});

/** An amount in major units, exact, with its ISO 4217 currency. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** A position on WGS 84. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Two instants (ISO 8601, UTC) and the IANA zone of the address; the end is not included. */
export interface DeliveryWindow {
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
}

/** Where to deliver. Without `position` the server looks the address up. */
export interface AddressInput {
  readonly line1: string;
  readonly line2?: string | null;
  readonly city: string;
  readonly region?: string | null;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2, default `US`. */
  readonly country?: string;
  readonly position?: Position | null;
}

/** What the delivery needs at the door or on the way. */
export type HandlingNeed = 'FRAGILE' | 'KEEP_COLD' | 'TWO_PERSON' | 'AGE_CHECK' | 'SIGNATURE' | 'PIN';

/** What is to be delivered: 1 to 50 parcels, grams and millimeters. */
export interface BasketInput {
  readonly parcels: readonly {
    readonly description?: string | null;
    readonly weightGrams: number;
    readonly lengthMillimeters: number;
    readonly widthMillimeters: number;
    readonly heightMillimeters: number;
  }[];
  readonly handlingNeeds?: readonly HandlingNeed[];
}

export type UnavailableReason =
  | 'FULL'
  | 'AFTER_CUTOFF'
  | 'OUTSIDE_TERRITORY'
  | 'NO_SKILL'
  | 'DRIVER_HOURS'
  | 'TOO_LARGE'
  | 'CLOSED'
  | 'UNKNOWN_ADDRESS';

/** What a part of a price is for. */
export type PricePartKind = 'BASE' | 'MARGINAL_COST' | 'SCARCITY' | 'NARROW_WINDOW' | 'LIMIT' | 'FREE' | 'ROUNDING';

/** A part of a price, negative where it takes away. */
export interface PricePart {
  readonly kind: Open<PricePartKind>;
  readonly amount: Money;
  readonly message: string;
}

/** One window that is offered or, with `available: false`, refused with its reason. */
export interface DeliveryOption {
  readonly id: string;
  readonly serviceLevel: { readonly id: string; readonly name: string };
  /** Local date `YYYY-MM-DD` of the window. */
  readonly date: string;
  readonly window: DeliveryWindow;
  readonly available: boolean;
  readonly price?: Money | null;
  /** What makes the price. */
  readonly because?: readonly PricePart[];
  /** The least extra driving of all that are offered. */
  readonly greenest?: boolean;
  /** Set when it is not brought to the door. */
  readonly pickupPoint?: PickupPoint | null;
  readonly reason?: Open<UnavailableReason> | null;
  readonly message?: string | null;
}

/** A locker or shop where the recipient collects. */
export interface PickupPoint {
  readonly name: string;
}

/** The answer for one address and basket. */
export interface DeliveryOptions {
  readonly quote: string;
  /** When it was made, by the server's clock. */
  readonly asOf?: string;
  readonly options: readonly DeliveryOption[];
  /** Why nothing at all is offered, else null. */
  readonly reason?: Open<UnavailableReason> | null;
  readonly message?: string | null;
}

/** A window taken for a few minutes. */
export interface Hold {
  readonly id: string;
  readonly state: Open<'HELD' | 'CONFIRMED' | 'RELEASED' | 'EXPIRED'>;
  /** How long it lasts from the answer on, by the server's clock: an ISO 8601 duration, e.g. `PT9M58S`. */
  readonly expiresIn: string;
  /** How often it can still be kept longer. */
  readonly extensionsLeft: number;
  readonly window: DeliveryWindow;
  readonly price: Money;
  readonly serviceLevel: { readonly id: string; readonly name: string };
  /** Set when it is not brought to the door. */
  readonly pickupPoint?: PickupPoint | null;
}

export type DeliveryState =
  | 'CONFIRMED'
  | 'PLANNED'
  | 'LOADED'
  | 'OUT_FOR_DELIVERY'
  | 'ARRIVING'
  | 'ARRIVED'
  | 'DELIVERED'
  | 'ATTEMPT_FAILED'
  | 'RETURNING'
  | 'RETURNED'
  | 'CANCELED';

export type FailureReason = 'NOBODY_HOME' | 'REFUSED' | 'WRONG_ADDRESS' | 'NO_ACCESS' | 'DAMAGED' | 'UNSAFE' | 'OTHER';
export type ProofPlace = 'IN_PERSON' | 'FRONT_DOOR' | 'MAILBOX' | 'NEIGHBOR' | 'RECEPTION' | 'SAFE_PLACE';

/** A retailer's look, as the tracking payload carries it. */
export interface Brand {
  readonly name: string;
  readonly logoUrl?: string | null;
  readonly primaryColor: string;
  readonly accentColor: string;
  /** BCP 47. */
  readonly locale: string;
}

/** When it will probably arrive: 10, 50 and 90 % arrive earlier. */
export interface Estimate {
  readonly p10: string;
  readonly p50: string;
  readonly p90: string;
}

/** A place in the tracking link's list of steps. */
export interface TrackingStep {
  readonly state: Open<DeliveryState>;
  readonly status: Open<'DONE' | 'CURRENT' | 'UPCOMING' | 'FAILED'>;
  readonly at?: string | null;
}

/** Evidence of the hand-over. */
export interface Proof {
  readonly photoUrls: readonly string[];
  readonly signatureUrl?: string | null;
  readonly pinVerified: boolean;
  readonly note?: string | null;
  readonly place?: Open<ProofPlace> | null;
  readonly at: string;
}

/** Where the van is, with the time of the sample. */
export interface VehiclePosition {
  readonly position: Position;
  /** Degrees clockwise from north. */
  readonly heading?: number | null;
  readonly recordedAt: string;
}

/** What the holder of a tracking link sees. */
export interface DeliveryTracking {
  readonly deliveryId: string;
  readonly reference: string;
  readonly state: Open<DeliveryState>;
  readonly brand: Brand;
  readonly window: DeliveryWindow;
  readonly estimate?: Estimate | null;
  readonly noEstimateReason?: string | null;
  readonly stopsAway?: number | null;
  readonly driverFirstName?: string | null;
  readonly vehicleKind?: Open<'VAN' | 'CARGO_BIKE'> | null;
  readonly vehiclePosition?: VehiclePosition | null;
  readonly destination?: Position | null;
  /** Four digits for the driver, when the delivery needs them. */
  readonly pin?: string | null;
  readonly steps: readonly TrackingStep[];
  readonly proof?: Proof | null;
  readonly failureReason?: Open<FailureReason> | null;
  readonly reattempt?: { readonly quote: string; readonly options: readonly DeliveryOption[] } | null;
  /** What the link allows: `RESCHEDULE`, `INSTRUCTIONS` … */
  readonly linkScopes?: readonly string[];
  readonly feeds?: { readonly calendarUrl: string } | null;
  /** When the server made this view, by its clock. */
  readonly asOf: string;
}
