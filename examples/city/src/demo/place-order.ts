import type { World } from '../simulation/world.ts';
import { slugOf } from './storefront-config.ts';

/** What the checkout page sends to its shop. */
export interface OrderForm {
  /** Slug of the shop. */
  readonly shop: string;
  readonly holdId: string;
  readonly name: string;
  readonly email: string | undefined;
  /** The shop's order number; made up when there is none. */
  readonly reference: string | undefined;
}

/** What the page shows then. */
export interface PlacedOrder {
  readonly reference: string;
  readonly trackingUrl: string;
}

/** The form's fields, or what is missing. */
export function readOrderForm(body: unknown): OrderForm | { readonly message: string } {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [shop, holdId, name] = [text('shop'), text('delivery_hold'), text('name')];
  if (shop === undefined) return { message: 'Expected the field "shop".' };
  if (holdId === undefined) return { message: 'Please choose a delivery window.' };
  if (name === undefined) return { message: 'Please tell your name.' };
  return { shop, holdId, name, email: text('email'), reference: text('reference') };
}

/** What the shop's server does, with the secret key that never reaches a page. Undefined for a shop that is not there; throws `UserErrorsError` when it is refused. */
export async function placeOrder(world: World, form: OrderForm): Promise<PlacedOrder | undefined> {
  const shop = world.courier.shops.find(({ keys }) => slugOf(keys.name) === form.shop);
  if (!shop) return undefined;
  const reference = form.reference ?? `${shop.keys.referencePrefix}-WEB-${Date.now().toString(36).toUpperCase()}`;
  const { delivery, trackingLink } = await shop.server.confirmHold({ holdId: form.holdId, reference, recipient: { name: form.name, ...(form.email !== undefined && { email: form.email }) } });
  world.trackingLinks.set(delivery.id, { reference, token: trackingLink.token });
  return { reference, trackingUrl: `/t/#${trackingLink.token}` };
}
