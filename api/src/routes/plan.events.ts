/** Events of a day plan; their subject is the plan or the route, and only the organization sees them. */
export const PLAN_EVENT = {
  /** Data: depotId, date, version, cause, routeIds. */
  changed: 'day_plan.changed',
  assigned: 'route.assigned',
  dispatched: 'route.dispatched',
} as const;

/** A place whose hold ran out was given back. Subject is the hold; the retailer sees it. */
export const PLACE_EXPIRED = 'hold.expired';
