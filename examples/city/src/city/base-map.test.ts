import { describe, expect, it } from 'vitest';
import { BASE_MAP_LAYERS, UNITS_PER_DEGREE, decode, encode, makeBaseMap } from './base-map.ts';
import type { BaseMap } from './base-map.ts';
import { clipBaseMap } from './clip-base-map.ts';
import { generateCity } from './generate-city.ts';
import { distanceToSegment } from './plane.ts';
import { renderSvg } from './render-svg.ts';
import type { Bounds } from './geo.ts';

const city = generateCity({ seed: 'doorstep' });
const map = makeBaseMap(city);
const size = (value: BaseMap) => Buffer.byteLength(JSON.stringify(value));
const around = (longitude: number, latitude: number, degrees: number): Bounds => [longitude - degrees, latitude - degrees, longitude + degrees, latitude + degrees];

describe('makeBaseMap', () => {
  it('stays under 400 KB for the whole city, with all layers in drawing order', () => {
    expect(size(map)).toBeLessThan(400_000);
    expect(map.layers.map((layer) => layer.id)).toEqual([...BASE_MAP_LAYERS]);
    expect(map.layers.filter((layer) => layer.shapes.length === 0)).toEqual([]);
  });

  it('consists of whole numbers that survive JSON', () => {
    for (const layer of map.layers) for (const shape of layer.shapes) expect(shape.every(Number.isInteger)).toBe(true);
    expect(JSON.parse(JSON.stringify(map))).toEqual(map);
  });

  it('draws every street where it runs, to 6 m', () => {
    const lines = map.layers.filter((layer) => layer.kind === 'line').flatMap((layer) =>
      layer.shapes.map((shape, i) => ({ name: map.names[layer.labels![i]!]!, points: decode(shape) })));
    const { graph } = city;
    for (let edge = 0; edge < graph.edgeCount; edge += 53) {
      const name = graph.streets[graph.edgeStreet[edge]!]!.name;
      const first = graph.shapeStart[edge]!;
      const point = { x: graph.shapeLongitude[first]! * UNITS_PER_DEGREE, y: graph.shapeLatitude[first]! * UNITS_PER_DEGREE };
      const off = Math.min(...lines.filter((line) => line.name === name).flatMap((line) =>
        line.points.slice(1).map((b, i) => distanceToSegment(point, line.points[i]!, b))));
      expect(off, name).toBeLessThan(6);
    }
  });

  it('codes and decodes without loss', () => {
    const points = [{ x: -12_227_000, y: 3_780_000 }, { x: -12_227_010, y: 3_780_004 }, { x: -12_226_990, y: 3_779_990 }];
    expect(encode(points)).toEqual([-12_227_000, 3_780_000, -10, 4, 20, -14]);
    expect(decode(encode(points))).toEqual(points);
  });
});

describe('clipBaseMap', () => {
  it('keeps within the bounds', () => {
    const bounds = around(-122.25, 37.8, 0.02);
    const [west, south, east, north] = bounds.map((degrees) => Math.round(degrees * UNITS_PER_DEGREE)) as [number, number, number, number];
    const part = clipBaseMap(map, { bounds });
    for (const layer of part.layers) {
      for (const { x, y } of layer.shapes.flatMap((shape) => decode(shape))) {
        expect(x >= west && x <= east && y >= south && y <= north).toBe(true);
      }
    }
    expect(part.bounds).toEqual(bounds);
    expect(part.layers.map((layer) => layer.id)).toContain('lake');
    for (const layer of part.layers) if (layer.labels) expect(layer.labels.every((label) => label < part.names.length)).toBe(true);
  });

  it('fits a tracking map into 40 KB wherever it is', () => {
    for (const house of city.houses.filter((_, i) => i % 1_999 === 0)) {
      for (const degrees of [0.005, 0.02, 0.06, 0.2]) {
        expect(size(clipBaseMap(map, { bounds: around(house.position.longitude, house.position.latitude, degrees) }))).toBeLessThanOrEqual(40_000);
      }
    }
    expect(size(clipBaseMap(map, { bounds: map.bounds }))).toBeLessThanOrEqual(40_000);
    expect(size(clipBaseMap(map, { bounds: map.bounds, maxBytes: 8_000 }))).toBeLessThanOrEqual(8_000);
  });

  it('draws local streets near by and only the wide ones from afar', () => {
    const layers = (part: BaseMap) => part.layers.map((layer) => layer.id);
    expect(layers(clipBaseMap(map, { bounds: around(-122.22, 37.79, 0.01) }))).toContain('local');
    expect(layers(clipBaseMap(map, { bounds: map.bounds }))).not.toContain('local');
    expect(layers(clipBaseMap(map, { bounds: map.bounds }))).toContain('freeway');
    expect(layers(clipBaseMap(map, { bounds: around(-122.22, 37.79, 0.01), detail: 0 }))).not.toContain('collector');
  });

  it('is empty outside the map', () => {
    expect(clipBaseMap(map, { bounds: [10, 50, 10.1, 50.1] })).toMatchObject({ layers: [], names: [], places: [] });
  });
});

describe('renderSvg', () => {
  it('draws the layers and what is put over them', () => {
    const svg = renderSvg({
      map: clipBaseMap(map, { bounds: around(-122.22, 37.79, 0.01) }), width: 400,
      routes: [[{ longitude: -122.22, latitude: 37.79 }, { longitude: -122.21, latitude: 37.79 }]],
      dots: [{ longitude: -122.22, latitude: 37.79 }], areas: [city.depots[0]!.territory],
    });
    expect(svg).toContain('M200.0');
    expect(svg).toMatch(/<circle cx="200\.0"/);
    expect(svg).not.toContain('NaN');
    expect(svg.startsWith('<svg ') && svg.endsWith('</svg>')).toBe(true);
  });
});
