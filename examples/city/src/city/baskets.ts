import type { Random } from '../random.ts';

/** What a parcel needs on the way or at the door: the members of the API's `HandlingNeed` that the shops here use. */
export type HandlingNeed = 'FRAGILE' | 'KEEP_COLD' | 'TWO_PERSON' | 'AGE_CHECK' | 'SIGNATURE';

export interface BasketParcel {
  readonly description: string;
  readonly weightGrams: number;
  readonly lengthMillimeters: number;
  readonly widthMillimeters: number;
  readonly heightMillimeters: number;
}

/** What is sent together to one door. */
export interface Basket {
  readonly parcels: readonly BasketParcel[];
  readonly handlingNeeds: readonly HandlingNeed[];
}

/** An article as it is packed: typical weight and outer size, and how often it sells against the others. */
interface Article {
  readonly description: string;
  readonly share: number;
  readonly weightGrams: number;
  readonly size: readonly [length: number, width: number, height: number];
  readonly needs?: readonly HandlingNeed[];
}

/** Assortments of the two shops of the demo: one for the home, one for the kitchen. */
export const ASSORTMENTS = {
  home: [
    { description: 'Linen bed set', share: 8, weightGrams: 2_300, size: [420, 320, 140] },
    { description: 'Table lamp', share: 6, weightGrams: 1_900, size: [350, 350, 480], needs: ['FRAGILE'] },
    { description: 'Stoneware plates, set of six', share: 7, weightGrams: 5_200, size: [340, 340, 260], needs: ['FRAGILE'] },
    { description: 'Wool throw', share: 9, weightGrams: 1_100, size: [380, 300, 120] },
    { description: 'Folding chair', share: 5, weightGrams: 4_800, size: [980, 480, 110] },
    { description: 'Framed print', share: 4, weightGrams: 2_600, size: [740, 540, 60], needs: ['FRAGILE'] },
    { description: 'Bookshelf', share: 2, weightGrams: 27_000, size: [1_840, 420, 160], needs: ['TWO_PERSON'] },
    { description: 'Armchair', share: 1.5, weightGrams: 31_000, size: [860, 820, 900], needs: ['TWO_PERSON', 'SIGNATURE'] },
    { description: 'Espresso machine', share: 3, weightGrams: 9_400, size: [420, 380, 440], needs: ['SIGNATURE'] },
  ],
  kitchen: [
    { description: 'Vegetable box', share: 9, weightGrams: 6_500, size: [400, 300, 240] },
    { description: 'Chilled meal kit for two', share: 9, weightGrams: 3_400, size: [360, 260, 220], needs: ['KEEP_COLD'] },
    { description: 'Coffee beans', share: 7, weightGrams: 1_100, size: [220, 160, 120] },
    { description: 'Sourdough and pastries', share: 5, weightGrams: 900, size: [320, 240, 160] },
    { description: 'Ice cream sampler', share: 3, weightGrams: 2_200, size: [300, 240, 200], needs: ['KEEP_COLD'] },
    { description: 'Case of wine', share: 3, weightGrams: 8_700, size: [360, 270, 340], needs: ['AGE_CHECK', 'FRAGILE'] },
    { description: 'Fresh eggs, two dozen', share: 4, weightGrams: 1_600, size: [310, 210, 150], needs: ['FRAGILE'] },
    { description: 'Pantry staples', share: 6, weightGrams: 11_500, size: [440, 340, 300] },
  ],
} as const satisfies Record<string, readonly Article[]>;

export type AssortmentName = keyof typeof ASSORTMENTS;

/** Weights and sizes vary by up to a tenth from one parcel to the next. */
const SPREAD = 0.1;

/** One to four parcels, mostly one; heavy articles come alone. */
export function makeBasket(random: Random, assortment: AssortmentName): Basket {
  const articles: readonly Article[] = ASSORTMENTS[assortment];
  const count = random.weighted([[1, 60], [2, 25], [3, 11], [4, 4]]);
  const chosen = Array.from({ length: count }, () => random.weighted(articles.map((article) => [article, article.share] as const)));
  const heavy = chosen.find((article) => article.needs?.includes('TWO_PERSON'));
  const packed = heavy ? [heavy] : chosen;
  return {
    parcels: packed.map(({ description, weightGrams, size: [length, width, height] }) => ({
      description,
      weightGrams: vary(random, weightGrams),
      lengthMillimeters: vary(random, length),
      widthMillimeters: vary(random, width),
      heightMillimeters: vary(random, height),
    })),
    handlingNeeds: [...new Set(packed.flatMap((article) => article.needs ?? []))].sort(),
  };
}

function vary(random: Random, value: number): number {
  return Math.round(value * random.between(1 - SPREAD, 1 + SPREAD));
}
