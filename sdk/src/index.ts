/** `@doorstep/sdk`: for servers. Everything a page may use is in `@doorstep/sdk/browser`. */
export { createDoorstep } from './client.ts';
export type { Doorstep, DoorstepOptions } from './client.ts';
export type { DriverOperations } from './operations/driver.ts';
export type { OrderOperations } from './operations/orders.ts';
export type { PlanningOperations } from './operations/planning.ts';
export type { SetupOperations } from './operations/setup.ts';
export type { TrackingOperations } from './operations/tracking.ts';
export { nodes, pages } from './pages.ts';
export type { Page } from './pages.ts';
export type { KeepEvery, KeepLatest } from './subscribe.ts';
export type { PutUpload, Upload } from './upload.ts';
export * from './shared.ts';
