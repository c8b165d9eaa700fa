/**
 * State table of a route.
 *
 * DRAFT       in: a shift exists and something was placed on it.     out: assigned (planned), dispatched
 * ASSIGNED    in: planned with a driver.                             out: dispatched, draft
 * DISPATCHED  in: the dispatcher sent it to the driver.              out: loading, started
 * LOADING     in: the first parcel was scanned.                      out: started
 * STARTED     in: the driver drove off.                              out: finished
 * FINISHED    in: every stop is done or failed.                      out: none
 */
export const ROUTE_MOVES = {
  DRAFT: ['ASSIGNED', 'DISPATCHED'],
  ASSIGNED: ['DRAFT', 'DISPATCHED'],
  DISPATCHED: ['LOADING', 'STARTED'],
  LOADING: ['STARTED'],
  STARTED: ['FINISHED'],
  FINISHED: [],
} as const satisfies Record<string, readonly string[]>;
export type RouteState = keyof typeof ROUTE_MOVES;
export const ROUTE_STATES = Object.keys(ROUTE_MOVES) as RouteState[];

/** Routes in these states still take new stops: nothing of them is on the road. */
export const OPEN_ROUTE_STATES: readonly RouteState[] = ['DRAFT', 'ASSIGNED'];

/** PLANNED → ARRIVED → DONE | FAILED. */
export const STOP_STATES = ['PLANNED', 'ARRIVED', 'DONE', 'FAILED'] as const;
export type StopState = (typeof STOP_STATES)[number];

/** How an arrival or a departure came about: seen from the van's positions, or told by the driver. */
export const VISIT_SIGNS = ['DETECTED', 'TAPPED'] as const;
export type VisitSign = (typeof VISIT_SIGNS)[number];
