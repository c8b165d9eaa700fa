/** `@doorstep/sdk/browser`: for pages. Small, and without any call that needs a secret key. */
export { createRecipient } from './recipient.ts';
export type { Recipient, RecipientOptions } from './recipient.ts';
export { createStorefront } from './storefront.ts';
export type { Storefront, StorefrontOptions } from './storefront.ts';
export * from './shared.ts';
