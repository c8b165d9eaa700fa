import { createStorefront, createRecipient } from '@doorstep/sdk/browser';
import { instantOf } from '@doorstep/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIME_ZONE } from '../src/courier/courier-keys.ts';
import { registerDemoPages } from '../src/demo/pages.ts';
import type { storefrontConfig } from '../src/demo/storefront-config.ts';
import type { PlacedOrder } from '../src/demo/place-order.ts';
import { DAY, startSmallCity, type SmallCity } from './small-city.ts';

type StorefrontConfig = Awaited<ReturnType<typeof storefrontConfig>>;

let small: SmallCity;
let world: SmallCity['simulation']['world'] | undefined;
beforeAll(async () => {
  small = await startSmallCity({ ordersPerDay: 20, extend: (http, city) => registerDemoPages(http, { city, world: () => world }) });
});
afterAll(() => small.close());

const get = (path: string) => fetch(`${small.app.url}${path}`, { redirect: 'manual' });
const config = async (): Promise<StorefrontConfig> => (await get('/demo/config.json')).json();
const order = (body: unknown) => fetch(`${small.app.url}/demo/orders`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the pages of the demo', () => {
  it('say that the courier is not up yet, and show the storefront already', async () => {
    expect((await get('/demo/config.json')).status).toBe(503);
    expect((await get('/demo/track')).status).toBe(503);
    const page = await get('/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<doorstep-slot-picker');
    expect((await get('/app.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('have the whole base map beside the tracking page, and parts of it', async () => {
    const whole = await (await get('/t/base-map.json')).json();
    expect(whole).toMatchObject({ version: 1, bounds: [...small.city.bounds] });
    const part = await (await get('/demo/base-map.json?bounds=-122.25,37.78,-122.2,37.8')).text();
    expect(part.length).toBeLessThan(40_001);
    expect((await get('/demo/base-map.json?bounds=1,2')).status).toBe(400);
    const packed = await fetch(`${small.app.url}/demo/base-map.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(await packed.json()).toEqual(whole);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
  });

  it('let a person click the whole way: window, hold, order, tracking page', async () => {
    world = small.simulation.world;
    await small.simulation.begin();
    const { shops, trackingLinks } = await config();
    expect(shops.map(({ slug }) => slug)).toEqual(['halden-home', 'pepper-plum']);
    expect(trackingLinks).toEqual([]);
    const { slug, publishableKey, addresses, basket } = shops[1]!;
    expect(JSON.stringify(shops)).not.toContain('sk_');

    const storefront = createStorefront({ url: `${small.app.url}/graphql`, publishableKey });
    const { quote, options } = await storefront.deliveryOptions({ address: addresses[0]!, basket });
    const open = options.find((option) => option.available)!;
    const { hold } = await storefront.holdDeliveryOption({ quote, optionId: open.id });
    const placed: PlacedOrder = await (await order({ shop: slug, delivery_hold: hold.id, name: 'Robin Okafor', email: 'robin@example.com' })).json();
    expect(placed.reference).toMatch(/^PP-WEB-/);

    const token = placed.trackingUrl.split('#')[1]!;
    const view = await createRecipient({ url: `${small.app.url}/graphql`, trackingToken: token }).getDeliveryTracking();
    expect(view).toMatchObject({ reference: placed.reference, window: { start: hold.window.start } });

    const again = await order({ shop: slug, delivery_hold: hold.id, name: 'Robin Okafor' });
    expect(again.status).toBe(409);
    expect((await again.json()).message).toBeTruthy();
  });

  it('refuse an order form that lacks something, with what', async () => {
    const answers = await Promise.all([{}, { shop: 'halden-home' }, { shop: 'halden-home', delivery_hold: 'hld_1' }].map(async (form) => (await order(form)).json()));
    expect(answers.map(({ message }) => message)).toEqual(['Expected the field "shop".', 'Please choose a delivery window.', 'Please tell your name.']);
    expect((await order({ shop: 'nobody', delivery_hold: 'hld_1', name: 'Robin' })).status).toBe(404);
  });

  it('refuse addresses that no van goes to', async () => {
    const { shops } = await config();
    const storefront = createStorefront({ url: `${small.app.url}/graphql`, publishableKey: shops[0]!.publishableKey });
    const { options, reason } = await storefront.deliveryOptions({ address: shops[0]!.addresses.at(-1)!, basket: shops[0]!.basket });
    expect([options.filter(({ available }) => available), reason]).toEqual([[], 'OUTSIDE_TERRITORY']);
  });

  it('lead to what is on the road just then', async () => {
    const { tally } = small.simulation.world;
    await small.simulation.stepUntil(instantOf(DAY, '15:00', TIME_ZONE), () => tally.vansOut > 0);
    expect(tally.vansOut).toBeGreaterThan(0);
    const { trackingLinks } = await config();
    expect(trackingLinks[0]).toMatchObject({ url: expect.stringMatching(/^\/t\/#trk_/), title: expect.stringMatching(/^(Halden Home|Pepper & Plum) · /) });
    const redirect = await get('/demo/track');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, trackingLinks[0]!.url]);
  });
});
