import type { Random } from '../random.ts';
import type { QuarterStyle } from './municipality.ts';
import { areaOf, clipLine, extendEnds, lengthOf, stripsAlong } from './plane.ts';
import type { Area, Point } from './plane.ts';
import type { Quarter } from './quarters.ts';
import type { StreetLine } from './street.ts';
import type { StreetNames } from './street-names.ts';
import type { Landmark } from './terrain.ts';
import { addStreet } from './through-streets.ts';
import type { Drawing } from './through-streets.ts';

/** Block sides in metres (streets along a block lie `depth` apart, streets across `length`) and how far streets swing. */
interface Layout {
  readonly depth: number;
  readonly length: number;
  readonly swing: number;
  readonly wave: number;
}

const LAYOUTS: Readonly<Record<QuarterStyle, Layout>> = {
  dense: { depth: 170, length: 330, swing: 0, wave: 1 },
  town: { depth: 220, length: 380, swing: 14, wave: 900 },
  suburb: { depth: 250, length: 420, swing: 45, wave: 1_000 },
  hills: { depth: 310, length: 520, swing: 75, wave: 850 },
  industry: { depth: 430, length: 600, swing: 0, wave: 1 },
};

const FREEWAY_CLEARANCE_METERS = 75;
const PARK_CLEARANCE_METERS = 12;
const SHORTEST_PIECE_METERS = 70;
const SAMPLE_METERS = 60;
const UNDERPASS_EVERY = 5;

/** Fills the quarters with local streets. They stop at parks and, but for an underpass here and there, at freeways. */
export function drawLocalStreets(
  drawing: Drawing, quarters: readonly Quarter[], freeways: readonly StreetLine[], landmarks: readonly Landmark[], names: StreetNames, random: Random,
): void {
  const freewayStrips = freeways.flatMap((freeway) => stripsAlong(freeway.points, FREEWAY_CLEARANCE_METERS));
  const parks = landmarks.map((landmark) => areaOf(landmark.ring));
  for (const [index, quarter] of quarters.entries()) {
    const own = random.fork(`${quarter.municipality.name}/${quarter.name}/${index}`);
    const near = (area: Area) => quarter.cells.some((cell) =>
      area.minX < cell.maxX && area.maxX > cell.minX && area.minY < cell.maxY && area.maxY > cell.minY);
    drawQuarter(drawing, quarter, index, { freeways: freewayStrips.filter(near), parks: parks.filter(near) }, names, own);
  }
}

function drawQuarter(
  drawing: Drawing, quarter: Quarter, index: number, barriers: { readonly freeways: readonly Area[]; readonly parks: readonly Area[] },
  names: StreetNames, random: Random,
): void {
  const layout = LAYOUTS[quarter.style];
  const numbered = quarter.style === 'dense' && random.chance(0.4) ? random.integer(0, 1) : -1;
  for (const family of [0, 1] as const) {
    for (const [i, course] of courses(quarter, layout, family, random).entries()) {
      const holes = i % UNDERPASS_EVERY === 2 ? barriers.parks : [...barriers.parks, ...barriers.freeways];
      const pieces = clipLine(course, quarter.cells, holes)
        .filter((piece) => lengthOf(piece) > SHORTEST_PIECE_METERS)
        .map((piece) => extendEnds(piece, PARK_CLEARANCE_METERS));
      if (pieces.length === 0) continue;
      const name = numbered === family
        ? names.numbered(quarter.municipality.name, family === 0 ? 'St' : 'Ave')
        : names.local(quarter.municipality.name, quarter.style, family);
      addStreet(drawing, name, 'local', pieces, index);
    }
  }
}

/** Parallel lines across the whole quarter; all of one family swing together, so they never meet. */
function courses(quarter: Quarter, layout: Layout, family: 0 | 1, random: Random): Point[][] {
  const angle = quarter.angle + (family === 0 ? 0 : Math.PI / 2);
  const spacing = (family === 0 ? layout.depth : layout.length) * random.between(0.94, 1.06);
  const reach = Math.max(...quarter.cells.flatMap((cell) => cell.ring.map((p) => Math.hypot(p.x - quarter.center.x, p.y - quarter.center.y))));
  const count = Math.ceil(reach / spacing);
  const [phase, offset] = [random.between(0, 2 * Math.PI), random.between(0, 1)];
  const swing = layout.swing * random.between(0.6, 1.2);
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const step = swing === 0 ? reach : SAMPLE_METERS;
  return Array.from({ length: 2 * count + 1 }, (_, i) => {
    const aside = (i - count + offset) * spacing + random.between(-0.05, 0.05) * spacing;
    const points: Point[] = [];
    for (let along = -reach; along <= reach + step / 2; along += step) {
      const across = aside + swing * Math.sin((2 * Math.PI * along) / layout.wave + phase);
      points.push({ x: quarter.center.x + along * cos - across * sin, y: quarter.center.y + along * sin + across * cos });
    }
    return points;
  });
}
