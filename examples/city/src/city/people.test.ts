import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { ASSORTMENTS, makeBasket } from './baskets.ts';
import { DEMO_RETAILERS } from './brands.ts';
import { generateCity } from './generate-city.ts';
import { makeDrivers, makeShopper } from './people.ts';

const { houses } = generateCity({ seed: 'doorstep', houseCount: 2_000 });

describe('people', () => {
  it('are the same for the same seed', () => {
    expect(makeShopper(createRandom(3), houses)).toEqual(makeShopper(createRandom(3), houses));
    expect(makeShopper(createRandom(3), houses)).not.toEqual(makeShopper(createRandom(4), houses));
  });

  it('cannot be reached: e-mail and phone are reserved for examples', () => {
    const random = createRandom('people');
    for (let i = 0; i < 500; i++) {
      const shopper = makeShopper(random, houses);
      expect(shopper.email).toMatch(/^[a-z]+\.[a-z]+\.\d+@example\.(com|org|net)$/);
      expect(shopper.phone).toMatch(/^\+1\d{3}55501\d\d$/);
      expect(houses).toContain(shopper.house);
    }
  });

  it('drive under different given names', () => {
    const drivers = makeDrivers(createRandom('drivers'), 40);
    expect(new Set(drivers.map((driver) => driver.givenName)).size).toBe(40);
    expect(() => makeDrivers(createRandom('drivers'), 10_000)).toThrow('expected at most');
  });
});

describe('baskets', () => {
  it.each(['home', 'kitchen'] as const)('of the %s shop stay within what the API takes', (assortment) => {
    const random = createRandom(assortment);
    const baskets = Array.from({ length: 1_000 }, () => makeBasket(random, assortment));
    for (const { parcels } of baskets) {
      expect(parcels.length).toBeGreaterThanOrEqual(1);
      expect(parcels.length).toBeLessThanOrEqual(4);
      for (const parcel of parcels) {
        const numbers = [parcel.weightGrams, parcel.lengthMillimeters, parcel.widthMillimeters, parcel.heightMillimeters];
        expect(numbers.every((value) => Number.isInteger(value) && value > 0)).toBe(true);
        expect(parcel.weightGrams).toBeLessThan(40_000);
      }
    }
    const sold = new Set(baskets.flatMap(({ parcels }) => parcels.map((parcel) => parcel.description)));
    expect([...sold].sort()).toEqual(ASSORTMENTS[assortment].map((article) => article.description).sort());
  });

  it('say what their parcels need, each need once', () => {
    const random = createRandom('needs');
    for (let i = 0; i < 500; i++) {
      const { parcels, handlingNeeds } = makeBasket(random, 'home');
      expect(new Set(handlingNeeds).size).toBe(handlingNeeds.length);
      expect(handlingNeeds.includes('TWO_PERSON')).toBe(parcels.some(({ description }) => ['Bookshelf', 'Armchair'].includes(description)));
    }
  });
});

describe('demo retailers', () => {
  it('look different and can be read', () => {
    const [first, second] = DEMO_RETAILERS;
    expect(first!.brand.primaryColor).not.toBe(second!.brand.primaryColor);
    for (const { brand } of DEMO_RETAILERS) {
      expect(contrastWithWhite(brand.primaryColor), brand.name).toBeGreaterThanOrEqual(4.5);
      const svg = decodeURIComponent(brand.logoUrl.slice('data:image/svg+xml,'.length));
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/);
    }
  });
});

/** Contrast ratio of WCAG 2.2. */
function contrastWithWhite(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
