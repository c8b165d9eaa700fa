import type { Random } from '../random.ts';
import { toPlane, toPosition } from './geo.ts';
import type { Position } from './geo.ts';
import type { QuarterStyle } from './municipality.ts';
import { areaOf, contains } from './plane.ts';
import type { Area, Point } from './plane.ts';
import type { Quarter } from './quarters.ts';
import { STREET_CLASSES } from './street.ts';
import type { StreetGraph, StreetPlace } from './street-graph.ts';
import { positionOf, streetOf } from './street-graph.ts';
import type { StreetIndex } from './street-index.ts';

/** An address as the API takes it. */
export interface Address {
  readonly line1: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A building with a front door on a street. */
export interface House {
  /** Index in `city.houses`. */
  readonly id: number;
  readonly number: number;
  readonly street: string;
  readonly municipality: string;
  readonly postcode: string;
  /** The middle of the building, set back from the street. */
  readonly position: Position;
  /** Where on the street its door is. */
  readonly door: StreetPlace;
  /** Index of the quarter it lies in. */
  readonly quarter: number;
}

/** State of every address of the city. */
export const REGION = 'CA';

export function addressOf(house: House): Address {
  return {
    line1: `${house.number} ${house.street}`,
    city: house.municipality,
    region: REGION,
    postalCode: house.postcode,
    country: 'US',
    latitude: house.position.latitude,
    longitude: house.position.longitude,
  };
}

/** Metres between two lots and from the middle of the street to the middle of a building. */
const LOTS: Readonly<Record<QuarterStyle, { readonly pitch: number; readonly setback: number }>> = {
  dense: { pitch: 19, setback: 15 },
  town: { pitch: 23, setback: 17 },
  suburb: { pitch: 25, setback: 19 },
  hills: { pitch: 34, setback: 21 },
  industry: { pitch: 90, setback: 34 },
};

/** Share by which setbacks vary, so that houses do not stand in one line. */
const SETBACK_NOISE = 0.25;
const CORNER_METERS = 24;
const BLOCK_METERS = 420;
const NUMBERS_PER_BLOCK = 100;
const NEAREST_OTHER_STREET_METERS = 9;

interface Lot {
  readonly number: number;
  readonly edge: number;
  readonly offset: number;
  readonly side: 1 | -1;
  readonly quarter: number;
}

/** Builds about `count` houses, evenly thinned out over all lots of the city. */
export function buildHouses(graph: StreetGraph, index: StreetIndex, quarters: readonly Quarter[], landmarks: readonly Area[], count: number, random: Random): House[] {
  const lots = layOutLots(graph, quarters);
  const occupancy = Math.min(1, (count * 1.07) / lots.length);
  const houses: House[] = [];
  for (const lot of lots) {
    if (!random.chance(occupancy)) continue;
    const quarter = quarters[lot.quarter]!;
    const setback = LOTS[quarter.style].setback * (1 + random.between(-SETBACK_NOISE, SETBACK_NOISE));
    const point = beside(graph, lot, setback);
    const position = toPosition(point);
    if (landmarks.some((area) => contains(area, point))) continue;
    if (index.nearest(position, { accepts: (edge) => edge !== lot.edge, maxMeters: NEAREST_OTHER_STREET_METERS })) continue;
    houses.push({
      id: houses.length,
      number: lot.number,
      street: streetOf(graph, lot.edge).name,
      municipality: quarter.municipality.name,
      postcode: quarter.postcode,
      position,
      door: { edge: lot.edge, offsetMeters: lot.offset },
      quarter: lot.quarter,
    });
  }
  return houses;
}

/**
 * Lots on both sides of every street where people live. Each block starts a new hundred; within it numbers rise with the
 * distance, odd on the left and even on the right, so on each side they rise along the whole street.
 */
function layOutLots(graph: StreetGraph, quarters: readonly Quarter[]): Lot[] {
  const finder = new QuarterFinder(quarters);
  const lots: Lot[] = [];
  let street = -1, hundred = 0;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (graph.edgeStreet[edge] !== street) {
      street = graph.edgeStreet[edge]!;
      hundred = 1;
    }
    const streetClass = STREET_CLASSES[graph.edgeClass[edge]!]!;
    if (streetClass === 'freeway' || streetClass === 'ramp') continue;
    const length = graph.edgeLength[edge]!;
    const blocks = Math.max(1, Math.ceil(length / BLOCK_METERS));
    for (const side of [1, -1] as const) {
      let lastNumber = 0;
      for (let offset = CORNER_METERS; offset < length - CORNER_METERS;) {
        const quarter = graph.edgeQuarter[edge]! >= 0 ? graph.edgeQuarter[edge]! : finder.at(beside(graph, { edge, offset, side }, 30));
        if (quarter < 0) {
          offset += 60;
          continue;
        }
        const number = hundred * NUMBERS_PER_BLOCK + 2 * Math.floor(((offset / length) * blocks * NUMBERS_PER_BLOCK) / 2) + (side === 1 ? 1 : 0);
        if (number > lastNumber) lots.push({ number, edge, offset, side, quarter });
        lastNumber = number;
        offset += LOTS[quarters[quarter]!.style].pitch * (streetClass === 'arterial' ? 1.8 : 1);
      }
    }
    hundred += blocks;
  }
  return lots;
}

/** The point `meters` to the left (side 1) or right of the street. */
function beside(graph: StreetGraph, { edge, offset, side }: Pick<Lot, 'edge' | 'offset' | 'side'>, meters: number): Point {
  const on = positionOf(graph, { edge, offsetMeters: offset });
  const before = positionOf(graph, { edge, offsetMeters: offset - 4 }), after = positionOf(graph, { edge, offsetMeters: offset + 4 });
  const at = toPlane(on.longitude, on.latitude);
  const a = toPlane(before.longitude, before.latitude), b = toPlane(after.longitude, after.latitude);
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: at.x - ((b.y - a.y) / length) * meters * side, y: at.y + ((b.x - a.x) / length) * meters * side };
}

/** Which quarter a point lies in; remembers the last one, as neighbors ask one after the other. */
class QuarterFinder {
  readonly #cells: readonly { readonly quarter: number; readonly area: Area }[];
  #last = 0;

  constructor(quarters: readonly Quarter[]) {
    this.#cells = quarters.flatMap((quarter, index) => quarter.cells.map((cell) => ({ quarter: index, area: areaOf(cell.ring) })));
  }

  at(point: Point): number {
    if (contains(this.#cells[this.#last]!.area, point)) return this.#cells[this.#last]!.quarter;
    const found = this.#cells.findIndex(({ area }) => contains(area, point));
    if (found < 0) return -1;
    this.#last = found;
    return this.#cells[found]!.quarter;
  }
}
