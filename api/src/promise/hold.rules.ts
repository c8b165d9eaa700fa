/** How long a held place waits for its order, unless a server is set otherwise. */
export const DEFAULT_HOLD_SECONDS = 600;

/**
 * States of a hold.
 *
 * HELD       in: an option was taken.           out: confirmed, released, or its time is up
 * CONFIRMED  in: it became an order.            out: none
 * RELEASED   in: the shopper let it go.         out: none
 * EXPIRED    in: HELD and the clock has reached `expiresAt`. Never stored, so that no sweeper can be late.
 */
export const HOLD_STATES = ['HELD', 'CONFIRMED', 'RELEASED', 'EXPIRED'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

/** The state of a hold at an instant: at `expiresAt` it has expired. */
export function holdStateAt(hold: { readonly state: Exclude<HoldState, 'EXPIRED'>; readonly expiresAt: Date }, now: Date): HoldState {
  return hold.state === 'HELD' && now >= hold.expiresAt ? 'EXPIRED' : hold.state;
}

export const HOLD_ERROR_CODES = ['WINDOW_GONE', 'QUOTE_EXPIRED', 'QUOTE_INVALID', 'NOT_FOUND', 'HOLD_EXPIRED', 'HOLD_NOT_HELD', 'INVALID_INPUT', 'TOO_MANY_HOLDS', 'NOT_EXTENDABLE'] as const;
export type HoldErrorCode = (typeof HOLD_ERROR_CODES)[number];

export const ORDER_ERROR_CODES = [
  'NOT_FOUND', 'HOLD_EXPIRED', 'HOLD_NOT_HELD', 'INVALID_INPUT', 'UNKNOWN_ADDRESS', 'OUTSIDE_TERRITORY', 'NO_CAPACITY', 'ALREADY_EXISTS', 'INVALID_STATE',
  'WINDOW_GONE', 'QUOTE_EXPIRED', 'QUOTE_INVALID', 'REFUSED_BY_POLICY',
] as const;
export type OrderErrorCode = (typeof ORDER_ERROR_CODES)[number];
