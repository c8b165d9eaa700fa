import type { Random } from '../random.ts';
import { meshRing } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { MUNICIPALITIES, municipalityAt, postcodeAt } from './municipality.ts';
import type { Municipality, QuarterStyle } from './municipality.ts';
import { areaOf, clipLine } from './plane.ts';
import type { Area, Point } from './plane.ts';
import type { StreetLine } from './street.ts';
import { blob } from './terrain.ts';
import type { Landmark } from './terrain.ts';

/** A neighborhood: one or more meshes of the street net that share a layout. */
export interface Quarter {
  readonly name: string;
  readonly municipality: Municipality;
  readonly style: QuarterStyle;
  readonly cells: readonly Area[];
  readonly center: Point;
  readonly postcode: string;
  /** Direction of the longer block side, radians counter-clockwise from east. */
  readonly angle: number;
}

const CENTRAL = ['Alder', 'Brook', 'Cedar', 'Chapel', 'Clover', 'Creek', 'Dock', 'Eagle', 'Fern', 'Fair', 'Garden', 'Glen', 'Grove', 'Hill',
  'Jasper', 'Kings', 'Laurel', 'Lark', 'Maple', 'Mill', 'Mission', 'North', 'Oak', 'Orchard', 'Quarry', 'Rose', 'Sand', 'Spring', 'Stone', 'Sunny', 'Tern', 'Vine', 'Willow', 'Wood'];
const TAILS = ['dale', 'field', 'gate', ' Heights', 'hurst', ' Junction', ' Landing', 'mont', ' Park', 'side', ' Terrace', 'view', 'ville', 'wood'];

/** Cuts a net of through streets into quarters and gives each its style and direction. */
export function makeQuarters(mesh: Mesh, random: Random): Quarter[] {
  const quarters: Quarter[] = [];
  const taken = new Set<string>();
  for (let row = 0; row + 1 < mesh.shares.length; row++) {
    let column = 0;
    while (column + 1 < mesh.stations.length) {
      const municipality = municipalityOf(mesh, column, row);
      let size = 1;
      while (size < 3 && column + size + 1 < mesh.stations.length
        && municipalityOf(mesh, column + size, row) === municipality && random.chance(0.4)) size++;
      const cells = Array.from({ length: size }, (_, i) => areaOf(meshRing(mesh, column + i, row)));
      const [center, along] = frame(mesh, column, column + size, row);
      const style = styleOf(mesh, municipality, column, row, random);
      quarters.push({
        name: quarterName(random, taken),
        municipality, style, cells, center,
        postcode: postcodeAt(municipality, center),
        angle: along + turn(style, random),
      });
      column += size;
    }
  }
  return quarters;
}

function middleOf(values: readonly number[], i: number): number {
  return (values[i]! + values[i + 1]!) / 2;
}

function municipalityOf(mesh: Mesh, column: number, row: number): Municipality {
  if (mesh.strip.name === 'island') return MUNICIPALITIES.alameda;
  return municipalityAt(middleOf(mesh.stations, column), middleOf(mesh.shares, row));
}

function styleOf(mesh: Mesh, municipality: Municipality, column: number, row: number, random: Random): QuarterStyle {
  const station = middleOf(mesh.stations, column), share = middleOf(mesh.shares, row);
  if (mesh.strip.name === 'island') return station < 0.6 ? 'industry' : 'dense';
  if (share > 0.8) return 'hills';
  if (share < 0.38 && random.chance(station > 5 ? 0.5 : 0.2)) return 'industry';
  if (municipality.style === 'town') return random.weighted([['town', 3], ['suburb', 2], ['dense', 1]]);
  if (municipality.style === 'suburb') return random.weighted([['suburb', 4], ['town', 1]]);
  if (municipality.style === 'dense' && share > 0.6) return random.weighted([['dense', 1], ['town', 2]]);
  return municipality.style;
}

/** Most grids follow the bay; some lie across or keep to an old survey line. */
function turn(style: QuarterStyle, random: Random): number {
  if (style === 'industry') return random.between(-0.04, 0.04);
  const quarterTurn = random.chance(0.35) ? Math.PI / 2 : 0;
  return quarterTurn + random.weighted([[random.normal(0, 0.05), 5], [random.between(0.2, 0.7), 2], [random.between(-0.7, -0.2), 2]]);
}

function frame(mesh: Mesh, from: number, to: number, row: number): [center: Point, angle: number] {
  const share = middleOf(mesh.shares, row);
  const [s0, s1] = [mesh.stations[from]!, mesh.stations[to]!];
  const a = mesh.at(s0, share), b = mesh.at(s1, share);
  return [mesh.at((s0 + s1) / 2, share), Math.atan2(b.y - a.y, b.x - a.x)];
}

function quarterName(random: Random, taken: Set<string>): string {
  for (;;) {
    const name = random.pick(CENTRAL) + random.pick(TAILS);
    if (taken.has(name) || /(.)\1\1|woodwood|viewview/i.test(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A park in about every third mesh, where no through street or freeway is in its way. */
export function makeParks(quarters: readonly Quarter[], throughStreets: readonly StreetLine[], random: Random): Landmark[] {
  const parks: Landmark[] = [];
  for (const quarter of quarters) {
    for (const cell of quarter.cells) {
      if (!random.chance(quarter.style === 'industry' ? 0.15 : 0.5)) continue;
      const long = random.between(160, 380);
      const size = [long, long * random.between(0.5, 0.8)] as const;
      const middle = cellMiddle(cell);
      const center = { x: middle.x + random.between(-250, 250), y: middle.y + random.between(-250, 250) };
      const ring = blob(center, size, quarter.angle, random);
      const name = `${quarter.name} ${random.pick(['Park', 'Commons', 'Green'])}`.replace('Park Park', 'Park');
      const area = areaOf(ring);
      if (!throughStreets.some((line) => clipLine(line.points, [area], []).length > 0)) parks.push({ name, kind: 'park', ring });
    }
  }
  return parks;
}

function cellMiddle(cell: Area): Point {
  const count = cell.ring.length;
  return { x: cell.ring.reduce((sum, p) => sum + p.x, 0) / count, y: cell.ring.reduce((sum, p) => sum + p.y, 0) / count };
}
