/** Events of a route on its day; their subject is the route, and only the organization sees them. */
export const ROUTE_EVENT = {
  loading: 'route.loading',
  /** Data: stops, leftBehind (delivery ids). */
  started: 'route.started',
  finished: 'route.finished',
} as const;

/** A wrong PIN was told at the door; subject is the delivery. Data: routeId. */
export const WRONG_PIN = 'delivery.wrong_pin';

/** A code that nothing waits under was told at a pickup point; subject is the pickup point, and only the organization sees it. */
export const WRONG_COLLECTION_CODE = 'pickup_point.wrong_code';
