import { isInside } from '../network/find-territory.rules.ts';
import type { Polygon, Position } from '../shared/geo.ts';

/** A part of a territory, and the place that stands for it. */
export interface SampleArea {
  readonly territoryId: string;
  readonly center: Position;
}

/** The most areas a depot is looked at by: what bounds the work. */
export const MOST_AREAS = 24;

/**
 * Cuts territories into cells of a grid over each one's bounding box, as fine as the bound allows, and keeps those whose center is served.
 * A territory too thin for that is stood for by its first corner. The same territories always give the same areas.
 */
export function sampleAreas(territories: readonly { readonly id: string; readonly area: Polygon }[]): SampleArea[] {
  const shown = territories.slice(0, MOST_AREAS);
  const side = Math.max(1, Math.floor(Math.sqrt(MOST_AREAS / Math.max(1, shown.length))));
  return shown.flatMap(({ id, area }) => {
    const cells = centersOf(area, side).filter((center) => isInside(area, center));
    const corner = area.coordinates[0]?.[0];
    const centers = cells.length > 0 || !corner ? cells : [{ longitude: corner[0], latitude: corner[1] }];
    return centers.map((center) => ({ territoryId: id, center }));
  });
}

function centersOf({ coordinates: [outer = []] }: Polygon, side: number): Position[] {
  const [longitudes, latitudes] = [outer.map(([x]) => x), outer.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...longitudes), Math.max(...longitudes), Math.min(...latitudes), Math.max(...latitudes)];
  const middle = (from: number, to: number, at: number) => from + ((to - from) * (at + 0.5)) / side;
  return Array.from({ length: side * side }, (_, cell) => ({ longitude: middle(west, east, cell % side), latitude: middle(south, north, Math.floor(cell / side)) }));
}
