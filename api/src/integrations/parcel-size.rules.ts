/** Weight and size of a parcel: grams and millimeters. */
export interface ParcelSize {
  readonly weightGrams: number;
  readonly lengthMillimeters: number;
  readonly widthMillimeters: number;
  readonly heightMillimeters: number;
}

/** What a line item is taken for, as Shopify's export has neither weight nor size: a shoe box of 1 kg. */
export const DEFAULT_PARCEL: ParcelSize = { weightGrams: 1_000, lengthMillimeters: 300, widthMillimeters: 200, heightMillimeters: 150 };

/** `1000g,300x200x150` (or `1.5kg,…`), grams and millimeters; undefined when it is none. */
export function readParcelSize(text: string): ParcelSize | undefined {
  const match = /^(\d+(?:\.\d+)?)(g|kg),(\d+)x(\d+)x(\d+)$/i.exec(text.replace(/\s/g, ''));
  if (!match) return undefined;
  const [weight, length, width, height] = [match[1], match[3], match[4], match[5]].map(Number) as [number, number, number, number]; // the pattern's groups
  const weightGrams = Math.round(match[2]!.toLowerCase() === 'kg' ? weight * 1_000 : weight);
  return [weightGrams, length, width, height].every((value) => value >= 1) ? { weightGrams, lengthMillimeters: length, widthMillimeters: width, heightMillimeters: height } : undefined;
}
