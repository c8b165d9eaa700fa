import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createDoorstep, DoorstepError, UserErrorsError } from '@doorstep/sdk';
import Fastify, { type FastifyInstance } from 'fastify';
import { PRODUCTS } from './catalogue.ts';
import { addressPage, cartPage, nothingHere, orderPage, productList, productPage, windowPage, type PageSettings } from './pages.ts';
import { Sessions, type Delivery } from './session.ts';

export interface ShopSettings extends PageSettings {
  /** Of the retailer; stays on this server. */
  readonly secretKey: string;
  /** Fills the address form, so that a visitor of a demo city need not guess one. */
  readonly exampleAddress?: Partial<Delivery> | undefined;
}

const MOST_BYTES = 16 * 1024;
const NEEDED: readonly (keyof Delivery)[] = ['name', 'email', 'line1', 'city', 'region', 'postalCode'];
const styles = readFileSync(new URL('../styles/shop.css', import.meta.url), 'utf8');

/** The shop: product → cart → address → window → order with tracking. Its own pages need no script; only the two widgets bring some. */
export function createShop(settings: ShopSettings): FastifyInstance {
  const doorstep = createDoorstep({ url: `${settings.doorstepUrl}/graphql`, secretKey: settings.secretKey });
  const sessions = new Sessions();
  const shop = Fastify({ bodyLimit: MOST_BYTES });
  shop.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, new URLSearchParams(String(body))));
  shop.addHook('onSend', async (_request, reply) => {
    const { origin, host } = new URL(settings.doorstepUrl);
    const policy = `default-src 'none'; style-src 'self'; script-src ${origin}; connect-src ${origin} ws://${host} wss://${host}; img-src 'self' ${origin} data:; form-action 'self'; base-uri 'none'`;
    void reply.header('content-security-policy', policy).header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
  });
  shop.addHook('onClose', async () => doorstep.close());

  shop.get('/shop.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(styles));
  shop.get('/', (request, reply) => show(reply, productList(sessions.of(request, reply).cart)));
  shop.get<{ Params: { slug: string } }>('/products/:slug', (request, reply) => {
    const { cart } = sessions.of(request, reply);
    const product = PRODUCTS.find(({ slug }) => slug === request.params.slug);
    return product ? show(reply, productPage(product, cart)) : show(reply.code(404), nothingHere(cart));
  });

  shop.get('/cart', (request, reply) => show(reply, cartPage(sessions.of(request, reply).cart)));
  shop.post<{ Body: URLSearchParams }>('/cart', (request, reply) => {
    const session = sessions.of(request, reply);
    const slug = request.body.get('slug') ?? '';
    if (!PRODUCTS.some((product) => product.slug === slug)) return show(reply.code(404), nothingHere(session.cart));
    const quantity = request.body.get('quantity');
    session.setQuantity(slug, quantity === null ? (session.cart.get(slug) ?? 0) + 1 : Math.max(0, Math.floor(Number(quantity)) || 0));
    return reply.redirect('/cart', 303);
  });

  shop.get('/checkout', (request, reply) => {
    const { cart, delivery } = sessions.of(request, reply);
    return cart.size === 0 ? reply.redirect('/cart', 303) : show(reply, addressPage(cart, delivery ?? settings.exampleAddress));
  });
  shop.post<{ Body: URLSearchParams }>('/checkout', (request, reply) => {
    const session = sessions.of(request, reply);
    const typed = Object.fromEntries(NEEDED.map((name) => [name, (request.body.get(name) ?? '').trim().slice(0, 200)])) as unknown as Delivery; // one text for each name of it
    if (NEEDED.some((name) => typed[name] === '')) return show(reply.code(400), addressPage(session.cart, typed, 'Please fill in every field.'));
    session.delivery = typed;
    return reply.redirect('/checkout/window', 303);
  });
  shop.get('/checkout/window', (request, reply) => {
    const { cart, delivery } = sessions.of(request, reply);
    return cart.size === 0 || !delivery ? reply.redirect('/checkout', 303) : show(reply, windowPage(settings, cart, delivery));
  });

  shop.post<{ Body: URLSearchParams }>('/checkout/order', async (request, reply) => {
    const session = sessions.of(request, reply);
    const { cart, delivery } = session;
    if (cart.size === 0 || !delivery) return reply.redirect('/checkout', 303);
    const holdId = request.body.get('hold') ?? '';
    if (holdId === '') return show(reply.code(400), windowPage(settings, cart, delivery, 'Please choose when it shall come.'));
    try {
      // The hold has address, basket, window and price: what the shopper saw is what is ordered, whatever the form says.
      const reference = `AL-${randomBytes(4).toString('hex').toUpperCase()}`;
      const { trackingLink } = await doorstep.confirmHold({ holdId, reference, recipient: { name: delivery.name, email: delivery.email } });
      session.orders.push({ reference, trackingToken: trackingLink.token });
      session.empty();
      return reply.redirect(`/orders/${reference}`, 303);
    } catch (error) {
      if (error instanceof UserErrorsError) return show(reply.code(409), windowPage(settings, cart, delivery, error.userErrors.map(({ message }) => message).join(' ')));
      if (error instanceof DoorstepError) return show(reply.code(503), windowPage(settings, cart, delivery, 'We could not reach our courier. Your place is kept; please try again.'));
      throw error;
    }
  });
  shop.get<{ Params: { reference: string } }>('/orders/:reference', (request, reply) => {
    const { cart, orders } = sessions.of(request, reply);
    const order = orders.find(({ reference }) => reference === request.params.reference);
    return order ? show(reply, orderPage(settings, cart, order)) : show(reply.code(404), nothingHere(cart));
  });
  shop.setNotFoundHandler((request, reply) => show(reply.code(404), nothingHere(sessions.of(request, reply).cart)));
  return shop;
}

function show<R extends { type(type: string): R; send(text: string): R }>(reply: R, text: string): R {
  return reply.type('text/html; charset=utf-8').send(text);
}
