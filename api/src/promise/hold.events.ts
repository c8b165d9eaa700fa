/** Events of a hold; its subject is the hold's id. `hold.expired` is written where the place is given back, see routes/plan.events.ts. */
export const HOLD_EVENT = {
  held: 'hold.held',
  /** Data: expiresAt. */
  extended: 'hold.extended',
  /** It holds another place now. Data: windowStart, windowEnd, expiresAt, before. */
  changed: 'hold.changed',
  released: 'hold.released',
} as const;
