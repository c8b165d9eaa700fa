/** Kinds of hand-over. */
export const DELIVERY_KINDS = ['DROP_OFF', 'RETURN', 'EXCHANGE', 'SERVICE', 'TRANSFER'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** What a delivery needs of vehicle, driver or proof. Those in `SKILL_NEEDS` need a driver with that skill. */
export const HANDLING_NEEDS = ['FRAGILE', 'KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK', 'SIGNATURE', 'PIN'] as const;
export type HandlingNeed = (typeof HANDLING_NEEDS)[number];
export const SKILL_NEEDS: readonly HandlingNeed[] = ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK'];

/** The skills a driver must have for these handling needs. */
export function requiredSkills(needs: readonly HandlingNeed[]): HandlingNeed[] {
  return needs.filter((need) => SKILL_NEEDS.includes(need));
}

/**
 * State table of a delivery. A state is derived from its journey; this says which moves are allowed.
 *
 * CONFIRMED         in: a hold was confirmed, or a reattempt was booked.        out: planned, canceled
 * PLANNED           in: its route was planned by `planDay`.                     out: loaded, back to confirmed (replanned), canceled
 * LOADED            in: every parcel was scanned onto its vehicle.              out: the route starts, or it is left behind
 * OUT_FOR_DELIVERY  in: the route started.                                      out: the van is near, has arrived, or returns
 * ARRIVING          in: the van is near and this is its next stop.              out: arrived, or overtaken by another stop
 * ARRIVED           in: the driver is at the door or pickup point.              out: delivered, available for pickup, or failed; or a detected arrival was none
 * DELIVERED         in: handed over with proof.                                 out: none
 * AVAILABLE_FOR_PICKUP  in: it is in the locker or pickup point.               out: collected, or returning when nobody came in time
 * COLLECTED         in: its recipient fetched it there.                         out: none
 * ATTEMPT_FAILED    in: nobody took it.                                         out: confirmed again (reattempt) or returning
 * RETURNING         in: it goes back to the depot, or waits for a van at the pickup point.  out: returned
 * RETURNED          in: it is back at the depot.                                out: none
 * CANCELED          in: any state before LOADED.                                out: none
 */
export const DELIVERY_MOVES = {
  CONFIRMED: ['PLANNED', 'CANCELED'],
  PLANNED: ['LOADED', 'CONFIRMED', 'CANCELED'],
  LOADED: ['OUT_FOR_DELIVERY', 'PLANNED', 'CONFIRMED'],
  OUT_FOR_DELIVERY: ['ARRIVING', 'ARRIVED', 'RETURNING'],
  ARRIVING: ['ARRIVED', 'OUT_FOR_DELIVERY', 'RETURNING'],
  ARRIVED: ['DELIVERED', 'AVAILABLE_FOR_PICKUP', 'ATTEMPT_FAILED', 'OUT_FOR_DELIVERY'],
  DELIVERED: [],
  AVAILABLE_FOR_PICKUP: ['COLLECTED', 'RETURNING'],
  COLLECTED: [],
  ATTEMPT_FAILED: ['CONFIRMED', 'RETURNING'],
  RETURNING: ['RETURNED'],
  RETURNED: [],
  CANCELED: [],
} as const satisfies Record<string, readonly string[]>;

export type DeliveryState = keyof typeof DELIVERY_MOVES;
export const DELIVERY_STATES = Object.keys(DELIVERY_MOVES) as DeliveryState[];

export function canMove(from: DeliveryState, to: DeliveryState): boolean {
  return (DELIVERY_MOVES[from] as readonly DeliveryState[]).includes(to);
}

/** Characters of what a driver should know, and of where a parcel may be left. */
export const MAX_INSTRUCTIONS = 1_000;
export const MAX_SAFE_PLACE = 140;

const BEFORE_THE_DOOR: readonly DeliveryState[] = ['CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ATTEMPT_FAILED'];

/** Whether a driver can still read what is changed now. */
export function canChangeInstructions(state: DeliveryState): boolean {
  return BEFORE_THE_DOOR.includes(state);
}
