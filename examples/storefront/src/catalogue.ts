import type { BasketInput } from '@doorstep/sdk';

/** What the shop sells, with what a parcel of it measures. */
export interface Product {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
  /** In cents. */
  readonly priceCents: number;
  readonly weightGrams: number;
  /** Millimeters. */
  readonly size: readonly [length: number, width: number, height: number];
  readonly isFragile: boolean;
}

export const PRODUCTS: readonly Product[] = [
  { slug: 'table-lamp', title: 'Table lamp', text: 'Turned ash, linen shade, a warm light to read by.', priceCents: 8_900, weightGrams: 1_900, size: [350, 350, 480], isFragile: true },
  { slug: 'wool-throw', title: 'Wool throw', text: 'Woven from the wool of one valley. Large enough for two.', priceCents: 6_400, weightGrams: 1_100, size: [380, 300, 120], isFragile: false },
  { slug: 'stoneware-plates', title: 'Stoneware plates', text: 'Six plates, glazed by hand: no two are alike.', priceCents: 12_000, weightGrams: 5_200, size: [340, 340, 260], isFragile: true },
  { slug: 'folding-chair', title: 'Folding chair', text: 'Opens in a second, hangs flat on the wall.', priceCents: 5_900, weightGrams: 4_800, size: [980, 480, 110], isFragile: false },
];

/** How many of each product, by slug. */
export type Cart = ReadonlyMap<string, number>;

/** A line of a cart. */
export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

/** More of one thing than this is a question for the shop. */
export const MOST_OF_ONE = 9;

export function linesOf(cart: Cart): CartLine[] {
  return PRODUCTS.flatMap((product) => (cart.has(product.slug) ? [{ product, quantity: cart.get(product.slug)! }] : []));
}

export function totalCents(cart: Cart): number {
  return linesOf(cart).reduce((sum, { product, quantity }) => sum + product.priceCents * quantity, 0);
}

/** What has to be carried: one parcel for each thing. */
export function basketOf(cart: Cart): BasketInput {
  const lines = linesOf(cart);
  return {
    parcels: lines.flatMap(({ product: { title, weightGrams, size: [lengthMillimeters, widthMillimeters, heightMillimeters] }, quantity }) =>
      Array.from({ length: quantity }, () => ({ description: title, weightGrams, lengthMillimeters, widthMillimeters, heightMillimeters }))),
    handlingNeeds: lines.some(({ product }) => product.isFragile) ? ['FRAGILE'] : [],
  };
}
