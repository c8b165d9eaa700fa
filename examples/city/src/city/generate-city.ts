import { createRandom } from '../random.ts';
import { CITY_BOUNDS, landTest, makeTerrain } from './terrain.ts';
import type { Landmark, Terrain } from './terrain.ts';
import type { Bounds } from './geo.ts';
import { buildHouses } from './houses.ts';
import type { House } from './houses.ts';
import { drawLocalStreets } from './local-streets.ts';
import { makeMeshes } from './mesh.ts';
import { areaOf } from './plane.ts';
import { cutIntoEdges } from './draft-graph.ts';
import { pruneGraph } from './prune-graph.ts';
import { makeParks, makeQuarters } from './quarters.ts';
import type { Quarter } from './quarters.ts';
import { buildStreetGraph } from './street-graph.ts';
import type { StreetGraph } from './street-graph.ts';
import { buildStreetIndex } from './street-index.ts';
import type { StreetIndex } from './street-index.ts';
import { StreetNames } from './street-names.ts';
import { placeDepots } from './territories.ts';
import type { Depot } from './territories.ts';
import { drawFreeways, drawRamps, drawThroughStreets } from './through-streets.ts';
import type { Drawing } from './through-streets.ts';

/** A generated city: the same seed gives the same one, to the last digit. */
export interface City {
  readonly seed: string;
  readonly bounds: Bounds;
  readonly terrain: Terrain;
  readonly landmarks: readonly Landmark[];
  readonly quarters: readonly Quarter[];
  readonly graph: StreetGraph;
  readonly index: StreetIndex;
  /** Every address of the city, the lots of the depots included. */
  readonly houses: readonly House[];
  /** Oakland first, then Fremont. */
  readonly depots: readonly Depot[];
}

export interface CityOptions {
  /** Any text or number. */
  readonly seed: string | number;
  /** About how many houses to build; 26,000 by default. */
  readonly houseCount?: number;
}

const DEFAULT_HOUSE_COUNT = 26_000;

/** Draws the land, the streets on it and the houses along them. Takes under a second and reads nothing from outside. */
export function generateCity({ seed, houseCount = DEFAULT_HOUSE_COUNT }: CityOptions): City {
  const random = createRandom(seed).fork('city');
  const terrain = makeTerrain(random.fork('terrain'));
  const meshes = makeMeshes(random.fork('mesh'));
  const quarters = [...makeQuarters(meshes.mainland, random.fork('quarters')), ...makeQuarters(meshes.island, random.fork('island-quarters'))];

  const drawing: Drawing = { streets: [], lines: [] };
  const names = new StreetNames(random.fork('street-names'));
  drawThroughStreets(drawing, meshes.mainland, meshes.island, terrain, names, random.fork('through-streets'));
  const freeways = drawFreeways(drawing, meshes.mainland);
  drawRamps(drawing, freeways);
  const landmarks = [...terrain.landmarks, ...makeParks(quarters, drawing.lines, random.fork('parks'))];
  drawLocalStreets(drawing, quarters, freeways, landmarks, names, random.fork('local-streets'));

  const draft = cutIntoEdges(drawing.lines);
  pruneGraph(draft, quarters, landTest(terrain), random.fork('closures'));
  const graph = buildStreetGraph(draft, drawing.streets);
  const index = buildStreetIndex(graph);
  const noHouses = landmarks.map((landmark) => areaOf(landmark.ring));
  const houses = buildHouses(graph, index, quarters, noHouses, houseCount, random.fork('houses'));
  return { seed: String(seed), bounds: CITY_BOUNDS, terrain, landmarks, quarters, graph, index, houses, depots: placeDepots(houses) };
}
