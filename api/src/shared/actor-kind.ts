/** How an actor proves who it is. */
export const ACTOR_KINDS = ['SECRET_KEY', 'PUBLISHABLE_KEY', 'DRIVER_SESSION', 'TRACKING_LINK', 'PICKUP_POINT_KEY'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
