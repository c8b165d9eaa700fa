/** `@doorstep/sdk`: for servers. What a page or an app may use is in `@doorstep/sdk/browser`. */
export { createDoorstep } from './client.ts';
export type { Doorstep, DoorstepOptions } from './client.ts';
export type { OrderOperations } from './operations/orders.ts';
export type { PlanningOperations } from './operations/planning.ts';
export type { SetupOperations } from './operations/setup.ts';
export type { TrackingOperations } from './operations/tracking.ts';
export { nodes, pages } from './pages.ts';
export type { Page } from './pages.ts';
export type { KeepEvery, KeepLatest } from './subscribe.ts';
export * from './shared.ts';
