import { toPlane } from './geo.ts';
import { distance } from './plane.ts';
import type { Point } from './plane.ts';

/** How the streets of a quarter are laid out. */
export type QuarterStyle = 'dense' | 'town' | 'suburb' | 'hills' | 'industry';

/** A city of the strip, with its postcodes; each postcode has a middle, and a quarter takes the nearest. */
export interface Municipality {
  readonly name: string;
  /** What most quarters look like. */
  readonly style: QuarterStyle;
  readonly postcodes: readonly (readonly [postcode: string, longitude: number, latitude: number])[];
}

/** Municipalities and postcodes are real names; everything inside them is generated. */
export const MUNICIPALITIES = {
  berkeley: {
    name: 'Berkeley', style: 'dense',
    postcodes: [['94702', -122.285, 37.866], ['94703', -122.274, 37.862], ['94704', -122.257, 37.866], ['94705', -122.24, 37.862], ['94710', -122.298, 37.866]],
  },
  emeryville: { name: 'Emeryville', style: 'dense', postcodes: [['94608', -122.287, 37.837]] },
  oakland: {
    name: 'Oakland', style: 'dense',
    postcodes: [
      ['94607', -122.296, 37.807], ['94612', -122.27, 37.81], ['94609', -122.263, 37.834], ['94618', -122.238, 37.843],
      ['94611', -122.222, 37.829], ['94610', -122.238, 37.812], ['94606', -122.244, 37.793], ['94602', -122.208, 37.804],
      ['94601', -122.215, 37.777], ['94619', -122.185, 37.787], ['94605', -122.152, 37.763], ['94603', -122.173, 37.738], ['94621', -122.195, 37.755],
    ],
  },
  alameda: { name: 'Alameda', style: 'dense', postcodes: [['94501', -122.27, 37.77]] },
  sanLeandro: { name: 'San Leandro', style: 'town', postcodes: [['94577', -122.165, 37.722], ['94578', -122.126, 37.706], ['94579', -122.155, 37.69]] },
  sanLorenzo: { name: 'San Lorenzo', style: 'suburb', postcodes: [['94580', -122.13, 37.676]] },
  castroValley: { name: 'Castro Valley', style: 'hills', postcodes: [['94546', -122.088, 37.695]] },
  hayward: { name: 'Hayward', style: 'town', postcodes: [['94541', -122.085, 37.677], ['94545', -122.105, 37.633], ['94544', -122.06, 37.635], ['94542', -122.035, 37.655]] },
  unionCity: { name: 'Union City', style: 'suburb', postcodes: [['94587', -122.04, 37.592]] },
  newark: { name: 'Newark', style: 'suburb', postcodes: [['94560', -122.035, 37.533]] },
  fremont: {
    name: 'Fremont', style: 'suburb',
    postcodes: [['94536', -121.99, 37.567], ['94555', -122.055, 37.568], ['94538', -121.965, 37.52], ['94539', -121.92, 37.525]],
  },
} as const satisfies Record<string, Municipality>;

/** The municipality at a station and share of the mainland strip. */
export function municipalityAt(station: number, share: number): Municipality {
  const m = MUNICIPALITIES;
  if (station < 0.85) return m.berkeley;
  if (station < 1.6 && share < 0.38) return m.emeryville;
  if (station < 5.45) return m.oakland;
  if (station < 6.65) return m.sanLeandro;
  if (station < 7.35) return share < 0.62 ? m.sanLorenzo : m.castroValley;
  if (station < 9.35) return m.hayward;
  if (station < 10.2) return m.unionCity;
  if (station < 12.1 && share < 0.38 && station > 10.7) return m.newark;
  return m.fremont;
}

/** The postcode whose middle is nearest. */
export function postcodeAt(municipality: Municipality, point: Point): string {
  let best = '', least = Infinity;
  for (const [postcode, longitude, latitude] of municipality.postcodes) {
    const away = distance(point, toPlane(longitude, latitude));
    if (away < least) [best, least] = [postcode, away];
  }
  return best;
}
