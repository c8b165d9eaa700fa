/** How an actor proves who it is. */
export const ACTOR_KINDS = ['SECRET_KEY', 'PUBLISHABLE_KEY', 'DRIVER_SESSION', 'TRACKING_LINK'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
