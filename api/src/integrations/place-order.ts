import type { DeliveryOptions, Doorstep, Order } from '@doorstep/sdk';
import type { Geocoder } from '../network/geocoder.port.ts';
import { hashOf } from '../platform/auth/tokens.ts';
import type { Address } from '../shared/geo.ts';
import { chooseOption, type Chosen } from './choose-option.rules.ts';
import { findDifferences } from './compare-order.rules.ts';
import type { ImportOrder } from './shopify-csv.rules.ts';

/** What became of an order. */
export type Placement =
  | { readonly result: 'CREATED'; readonly detail: string }
  | { readonly result: 'ALREADY_THERE'; readonly detail: string }
  | { readonly result: 'REFUSED'; readonly detail: string };

/** With what an order is placed. */
export interface PlaceOptions {
  readonly api: Pick<Doorstep, 'order' | 'deliveryOptions' | 'createOrder'>;
  readonly retailerId: string;
  /** Only windows of this service level; default of any. */
  readonly serviceLevelCode?: string | undefined;
  /** First local date to consider for orders that wish for none; default today. */
  readonly from?: string | undefined;
  /** Asked first for addresses without a position; what it does not know the server is asked. */
  readonly geocoder?: Geocoder | undefined;
}

/** Another order may take the window between question and order. */
const MOST_TRIES = 4;
/** Windows soon, and only then all that are on sale: the short question costs the server a fraction. */
const DAYS_TO_ASK = [2, 14] as const;
const LOST_WINDOW = new Set(['WINDOW_GONE', 'NO_CAPACITY']);

/**
 * Places one order through the public API, in the window it wishes for or the earliest one. One that is there already is
 * left as it is; the same order can be placed any number of times.
 */
export async function placeOrder(options: PlaceOptions, order: ImportOrder): Promise<Placement> {
  const known = await options.api.order({ reference: order.reference });
  if (known) return compare(order, known);
  const address = await locate(options, order.address);
  for (let attempt = 1; ; attempt += 1) {
    const chosen = await findWindow(options, order, address);
    if ('reason' in chosen) return { result: 'REFUSED', detail: chosen.reason };
    const placement = await create(options, order, address, chosen);
    if (placement !== 'LOST' && placement !== 'TAKEN') return placement;
    const other = placement === 'TAKEN' && (await options.api.order({ reference: order.reference }));
    if (other) return compare(order, other);
    if (attempt === MOST_TRIES) return { result: 'REFUSED', detail: 'Others were quicker to take each window that fits. Run the import again.' };
  }
}

function compare(order: ImportOrder, known: Order): Placement {
  const differences = findDifferences(order, known);
  if (differences.length === 0) return { result: 'ALREADY_THERE', detail: known.id };
  return { result: 'REFUSED', detail: `There is an order of this name already, with another ${differences.join(', ')}. Names are unique per retailer.` };
}

async function locate({ geocoder }: PlaceOptions, address: Address): Promise<Address> {
  if (!geocoder || address.position) return address;
  return (await geocoder.geocode('', address))?.address ?? address;
}

async function findWindow({ api, serviceLevelCode, from }: PlaceOptions, { wish, parcels }: ImportOrder, address: Address): Promise<Chosen | { reason: string }> {
  let answer: Chosen | { reason: string } = { reason: 'Nothing is offered.' };
  for (const days of wish.date === undefined ? DAYS_TO_ASK : [1]) {
    const offered: DeliveryOptions = await api.deliveryOptions({ address, basket: { parcels }, from: wish.date ?? from ?? null, days });
    if (offered.reason) return { reason: offered.message ?? offered.reason };
    answer = chooseOption(offered.options, wish, serviceLevelCode);
    if (!('reason' in answer)) return answer;
  }
  return answer;
}

async function create({ api, retailerId }: PlaceOptions, order: ImportOrder, address: Address, chosen: Chosen): Promise<Placement | 'LOST' | 'TAKEN'> {
  const { reference, recipient, instructions, parcels } = order;
  const { windowEnd, ...window } = chosen;
  const { delivery, userErrors } = await api.createOrder(
    { reference, recipient, instructions, address, basket: { parcels }, ...window },
    { throwOnUserErrors: false, idempotencyKey: `import-${hashOf(JSON.stringify([retailerId, order, chosen]))}` },
  );
  if (delivery) return { result: 'CREATED', detail: `${chosen.date} ${chosen.windowStart}–${windowEnd} ${chosen.serviceLevelCode} ${delivery.id}` };
  if (userErrors.some(({ code }) => code === 'ALREADY_EXISTS')) return 'TAKEN';
  if (userErrors.some(({ code }) => LOST_WINDOW.has(code))) return 'LOST';
  return { result: 'REFUSED', detail: userErrors.map(({ field, message }) => `${field ? `${field.join('.')}: ` : ''}${message}`).join(' ') };
}
