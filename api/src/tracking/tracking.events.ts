/** Events of what was told about arrivals; their subject is the delivery. `delivery.eta_changed` stands with the delivery's own. */
export const COMMITMENT_EVENT = {
  /** The band that is committed became narrower. Data: routeId, start, end. */
  narrowed: 'commitment.narrowed',
  /** The commitment can't be kept; there is another one. Data: routeId, start, end, before {start, end}, because, apology. */
  broken: 'commitment.broken',
} as const;
