import type { Hold } from '../internal/types.ts';

/** What delivery apps write into a Shopify cart, by the names that order print-outs and pick lists look for. */
export interface CartAttributes {
  readonly 'Checkout-Method': 'delivery' | 'pickup';
  /** Local date of the address, `YYYY-MM-DD`. */
  readonly 'Delivery-Date': string;
  /** Local times of 24 hours: `14:00 - 16:00`. */
  readonly 'Delivery-Time': string;
  /** The id of the hold. Only the shop's server can turn it into an order; the underscore hides it from the buyer. */
  readonly _doorstep_slot: string;
}

/** The attributes of a held window, for `POST /cart/update.js`. */
export function cartAttributesOf({ id, window, pickupPoint }: Hold): CartAttributes {
  // Swedish writes dates and times in ISO order.
  const local = (instant: string) =>
    new Intl.DateTimeFormat('sv', { timeZone: window.timeZone, dateStyle: 'short', timeStyle: 'short' }).format(Date.parse(instant)).split(' ');
  const [date, start] = local(window.start);
  const [, end] = local(window.end);
  return {
    'Checkout-Method': pickupPoint ? 'pickup' : 'delivery',
    'Delivery-Date': date!,
    'Delivery-Time': `${start} - ${end}`,
    _doorstep_slot: id,
  };
}
