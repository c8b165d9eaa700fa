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

/** A visit as the driver corrects it, or as the van's positions show it; subject is the delivery. */
export const VISIT_EVENT = {
  /** The driver told another arrival than was detected. Data: routeId, before. */
  arrivalCorrected: 'delivery.arrival_corrected',
  /** The van left the door. Data: routeId, how. */
  departed: 'delivery.departed',
} as const;
