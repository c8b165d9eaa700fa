/** `@doorstep/sdk/browser`: for pages and apps. Small, and without any call that needs a secret key. */
export { createDriver } from './driver.ts';
export type { DriverClient, DriverClientOptions } from './driver.ts';
export type { DriverOperations } from './operations/driver.ts';
export type { PutUpload, Upload } from './upload.ts';
export { createRecipient } from './recipient.ts';
export type { Recipient, RecipientOptions } from './recipient.ts';
export { createStorefront } from './storefront.ts';
export type { Storefront, StorefrontOptions } from './storefront.ts';
export * from './shared.ts';
