/** What people write who have installed the package; see package.test.ts. */

const INPUT = `{
  address: { line1: '1 Main St', city: 'Oakland', postalCode: '94601' },
  basket: { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] },
}`;

const NODE_BODY = `
const url = process.argv[2];
async function main() {
  await createStorefront({ url, publishableKey: 'pk_page' }).deliveryOptions(${INPUT});
  const { quote } = await createDoorstep({ url, secretKey: 'sk_server' }).deliveryOptions(${INPUT});
  try {
    createStorefront({ url, publishableKey: 'sk_server' });
  } catch (error) {
    console.log(JSON.stringify({ quote, code: error.code, isDoorstepError: error instanceof DoorstepError }));
  }
}
main();
`;

/** A server in plain JavaScript; both entries share their error classes. */
export const NODE_ESM = `
import { createDoorstep, DoorstepError } from '@doorstep/sdk';
import { createStorefront } from '@doorstep/sdk/browser';
${NODE_BODY}`;

/** The same from CommonJS. */
export const NODE_CJS = `
const { createDoorstep, DoorstepError } = require('@doorstep/sdk');
const { createStorefront } = require('@doorstep/sdk/browser');
${NODE_BODY}`;

/** Imports the entries named on the command line and prints what that did to the world. */
export const QUIET_IMPORT = `
const did = [];
for (const name of ['fetch', 'WebSocket', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
  Object.defineProperty(globalThis, name, { get() { did.push(name); } });
}
process.on('newListener', (name) => did.push('process.on ' + String(name)));
const globals = Object.getOwnPropertyNames(globalThis).length;
const handles = process.getActiveResourcesInfo().length;
for (const entry of process.argv.slice(2)) await import(entry);
if (Object.getOwnPropertyNames(globalThis).length !== globals) did.push('a global');
if (process.getActiveResourcesInfo().length > handles) did.push('a handle');
console.log(JSON.stringify(did));
`;

/** A shop's page that asks for windows; the shop brings the address and basket. */
export const STOREFRONT_PAGE = `
import { createStorefront } from '@doorstep/sdk/browser';
const storefront = createStorefront({ url: '/graphql', publishableKey: 'pk_page' });
document.querySelector('form').onchange = async ({ target }) => {
  const { options } = await storefront.deliveryOptions(globalThis.shop.checkout);
  target.title = options.length;
};
`;

/** A server in strict TypeScript without the DOM's types; what must not compile is marked. */
export const SERVER_TS = `
import { createDoorstep, DoorstepError, nodes, UserErrorsError, type Delivery, type Doorstep, type Hold } from '@doorstep/sdk';
import { verifyWebhook } from '@doorstep/sdk/webhooks';

export const doorstep: Doorstep = createDoorstep({ url: 'https://api.example/graphql', secretKey: process.env['KEY'] ?? '' });

export async function sell(signal: AbortSignal): Promise<Hold> {
  const { quote, options } = await doorstep.deliveryOptions(${INPUT}, { signal });
  const [option] = options;
  // @ts-expect-error There may be no option.
  option.id;
  const { hold } = await doorstep.holdDeliveryOption({ quote, optionId: option?.id ?? '' }, { signal });
  const returned = await doorstep.releaseHold({ holdId: hold.id }, { throwOnUserErrors: false });
  // @ts-expect-error A refused mutation has no hold.
  returned.hold.id;
  return hold;
}

export async function* late(): AsyncGenerator<Delivery> {
  for await (const delivery of nodes((after) => doorstep.deliveries({ first: 100, after }))) {
    switch (delivery.state) {
      case 'DELIVERED':
      case 'SOMETHING_NEWER':
        continue;
      default:
        yield delivery;
    }
  }
}

export async function follow(): Promise<void> {
  const controller = new AbortController();
  try {
    for await (const event of doorstep.deliveryEvents({ after: null }, { signal: controller.signal })) console.log(event.type satisfies string);
  } catch (error) {
    if (error instanceof UserErrorsError) console.log(error.field);
    else if (error instanceof DoorstepError) console.log(error.code, error.retryAfterSeconds);
  }
}

export async function receive(body: string, headers: Headers | NodeJS.Dict<string | string[]>): Promise<string | null> {
  const { type, data } = await verifyWebhook({ body, headers, secret: [process.env['NEW'] ?? '', process.env['OLD'] ?? ''] });
  if (type === 'delivery.delivered' || type === 'something.newer') return data.deliveryId;
  // @ts-expect-error A body that has been parsed can't be verified.
  await verifyWebhook({ body: JSON.parse(body) as object, headers, secret: '' });
  return null;
}

// @ts-expect-error There is no such option.
createDoorstep({ url: '/graphql', secretKey: 'sk_1', publishableKey: 'pk_1' });
// @ts-expect-error A server has no publishable key to give.
createDoorstep({ url: '/graphql', publishableKey: 'pk_1' });
// @ts-expect-error An address needs a street.
doorstep.deliveryOptions({ address: { city: 'Oakland', postalCode: '94601' }, basket: { parcels: [] } });
`;

/** A page in strict TypeScript without Node's types; what must not compile is marked. */
export const PAGE_TS = `
import { createDriver, createRecipient, createStorefront, type DeliveryTracking, type Recipient, type Storefront, type StorefrontOptions } from '@doorstep/sdk/browser';

export const storefront: Storefront = createStorefront({ url: '/graphql', publishableKey: 'pk_1' });
export const recipient: Recipient = createRecipient({ url: '/graphql', trackingToken: 'trk_1' });

export async function follow(show: (tracking: DeliveryTracking) => void, signal: AbortSignal): Promise<void> {
  for await (const tracking of recipient.deliveryTracking({ signal, onStateChange: (state) => console.log(state) })) show(tracking);
}

const device = createDriver({ url: '/graphql', sessionToken: 'drs_1' });
export const upload = () => device.putUpload({ url: '/u', contentType: 'image/png', body: new Uint8Array([1]) }, { signal: AbortSignal.timeout(1000) });

export const fromSettings = (settings: StorefrontOptions): Storefront => createStorefront(settings);

// @ts-expect-error A secret key is none that a page may hold.
createStorefront({ url: '/graphql', publishableKey: 'sk_1' });
// @ts-expect-error Neither may an app.
createDriver({ url: '/graphql', sessionToken: 'sk_1' });
// @ts-expect-error A page has no secret key to give.
createStorefront({ url: '/graphql', key: 'sk_1' });
// @ts-expect-error Neither under its own name.
createStorefront({ url: '/graphql', publishableKey: 'pk_1', secretKey: 'sk_1' });
// @ts-expect-error Nor on a tracking page.
createRecipient({ url: '/graphql', key: 'sk_1' });
// @ts-expect-error A page makes no orders.
storefront.confirmHold({ holdId: 'hld_1' });
// @ts-expect-error The server's client is not among a page's names.
export { createDoorstep } from '@doorstep/sdk/browser';
`;

/** A shop's own test in plain JavaScript, with the test runner of Node. */
export const SHOP_TEST = `
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDoorstep } from '@doorstep/sdk';
import { createFakeDoorstep } from '@doorstep/sdk/testing';

test('the shop sells a window', async () => {
  const { url, secretKey, fetch } = createFakeDoorstep();
  const doorstep = createDoorstep({ url, secretKey, fetch });
  const { quote, options } = await doorstep.deliveryOptions(${INPUT});
  const { hold } = await doorstep.holdDeliveryOption({ quote, optionId: options.find(({ available }) => available).id });
  const { delivery } = await doorstep.confirmHold({ holdId: hold.id, reference: 'R-1', recipient: { name: 'Ada' } });
  assert.equal(delivery.state, 'CONFIRMED');
});
`;

/** The same in strict TypeScript; what must not compile is marked. */
export const SHOP_TEST_TS = `
import { createFakeDoorstep, type FakeDoorstep } from '@doorstep/sdk/testing';

const fake: FakeDoorstep = createFakeDoorstep({ seed: 7, now: new Date() });
fake.fail('rate limited', { operation: 'HoldDeliveryOption', times: 2 });
fake.advance({ minutes: 11 });
// @ts-expect-error There is no such fault.
fake.fail('explode');
// @ts-expect-error Time is said in words.
fake.advance(11);
`;
