import { addressKeys, postalKeyOf } from '../network/address.rules.ts';
import type { Address } from '../shared/geo.ts';
import type { ImportOrder } from './shopify-csv.rules.ts';

/** An order as the API shows it, as far as a spreadsheet knows it. */
export interface KnownOrder {
  readonly deliveries: readonly {
    readonly recipient: { readonly name: string; readonly email?: string | null | undefined; readonly phone?: string | null | undefined };
    readonly address: Pick<Address, 'line1' | 'city' | 'postalCode' | 'country'> & { readonly line2?: string | null | undefined };
    readonly instructions?: string | null | undefined;
    readonly parcels: readonly { readonly description?: string | null | undefined }[];
  }[];
}

/**
 * In what an order of the same name differs from the row that was given again; empty when it is the same order. Days and
 * windows are not compared: they may have been changed since, with the recipient's consent.
 */
export function findDifferences(order: ImportOrder, known: KnownOrder): string[] {
  const [delivery] = known.deliveries;
  if (!delivery) return ['delivery'];
  const differences: string[] = [];
  const { recipient } = delivery;
  if ([order.recipient.name, order.recipient.email, order.recipient.phone].some((text, index) => !isSame(text, [recipient.name, recipient.email, recipient.phone][index]))) differences.push('recipient');
  if (!isSameAddress(order.address, delivery.address)) differences.push('address');
  if (!isSame(order.instructions, delivery.instructions)) differences.push('notes');
  const itemsOf = (parcels: readonly { description?: string | null | undefined }[]) => parcels.map(({ description }) => description ?? '').sort().join('\n');
  if (!isSame(itemsOf(order.parcels), itemsOf(delivery.parcels))) differences.push('line items');
  return differences;
}

/** The known one may have had its gaps filled by the geocoder. */
function isSameAddress(given: Address, known: KnownOrder['deliveries'][number]['address']): boolean {
  const streetOf = (address: Pick<Address, 'line1' | 'city' | 'postalCode' | 'country'>) => addressKeys(address)?.streetKey ?? address.line1.trim().toUpperCase();
  const postalCode = postalKeyOf(given.postalCode, given.country);
  return streetOf(given) === streetOf(known) && isSame(given.line2, known.line2) && (postalCode === '' || postalCode === postalKeyOf(known.postalCode, known.country));
}

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return (one ?? '').trim() === (other ?? '').trim();
}
