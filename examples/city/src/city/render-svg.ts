import { UNITS_PER_DEGREE, decode } from './base-map.ts';
import type { BaseMap, BaseMapLayer, BaseMapLayerId } from './base-map.ts';
import type { Position } from './geo.ts';
import type { Point } from './plane.ts';
import type { GeoJsonPolygon } from './territories.ts';

/** Fills of areas, and widths (metres), casings and colors of streets. */
const AREA_FILLS: Readonly<Partial<Record<BaseMapLayerId, string>>> = {
  hills: '#d5e3c4', water: '#a9cfe4', island: '#f3f0e9', marsh: '#cfdfd2', industry: '#e3dfdb', park: '#c3dfae', lake: '#a9cfe4',
};
const STREET_STYLES: Readonly<Partial<Record<BaseMapLayerId, { readonly meters: number; readonly least: number; readonly fill: string; readonly casing: string }>>> = {
  local: { meters: 9, least: 0.5, fill: '#ffffff', casing: '#d9d4ca' },
  collector: { meters: 13, least: 0.9, fill: '#ffffff', casing: '#cfc8ba' },
  arterial: { meters: 19, least: 1.4, fill: '#fdf1bf', casing: '#dcc98a' },
  ramp: { meters: 10, least: 0.9, fill: '#f6cf94', casing: '#d9a45a' },
  freeway: { meters: 34, least: 2.4, fill: '#f4b469', casing: '#cf8a3d' },
};
const LAND = '#f3f0e9';
const CASING_PIXELS = 1;
const SMALLEST_LABEL_PIXELS = 90;

export interface RenderOptions {
  readonly map: BaseMap;
  /** Width of the picture in pixels; its height follows from the bounds. 1,200 by default. */
  readonly width?: number;
  /** Lines drawn over the map, such as a route. */
  readonly routes?: readonly (readonly Position[])[];
  /** Dots drawn over the map, such as houses. */
  readonly dots?: readonly Position[];
  readonly areas?: readonly GeoJsonPolygon[];
}

/** The map as an SVG document, for a look without a browser. */
export function renderSvg({ map, width = 1_200, routes = [], dots = [], areas = [] }: RenderOptions): string {
  const [west, south, east, north] = map.bounds;
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = width / ((east - west) * narrow);
  const height = Math.round((north - south) * scale);
  const pixelsPerMeter = scale / 111_195;
  const place = (longitude: number, latitude: number): Point => ({ x: (longitude - west) * narrow * scale, y: (north - latitude) * scale });
  const path = (points: readonly Point[]) => points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  const shapePoints = (shape: readonly number[]) => decode(shape).map(({ x, y }) => place(x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE));

  const drawLayer = (layer: BaseMapLayer): string => {
    const d = layer.shapes.map((shape) => path(shapePoints(shape)) + (layer.kind === 'polygon' ? 'Z' : '')).join('');
    const style = STREET_STYLES[layer.id];
    if (!style) return `<path d="${d}" fill="${AREA_FILLS[layer.id] ?? LAND}"/>`;
    const thick = Math.max(style.least, style.meters * pixelsPerMeter);
    const line = (color: string, pixels: number) =>
      `<path d="${d}" fill="none" stroke="${color}" stroke-width="${pixels.toFixed(2)}" stroke-linejoin="round" stroke-linecap="round"/>`;
    return (thick > 1.2 ? line(style.casing, thick + 2 * CASING_PIXELS) : '') + line(thick > 1.2 ? style.fill : style.casing, thick);
  };

  const positions = (line: readonly Position[]) => path(line.map((p) => place(p.longitude, p.latitude)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif">`,
    `<rect width="100%" height="100%" fill="${LAND}"/>`,
    ...map.layers.map(drawLayer),
    ...areas.map((area) => `<path d="${path(area.coordinates[0]!.map(([x, y]) => place(x, y)))}Z" fill="#6a4fc4" fill-opacity="0.08" stroke="#6a4fc4" stroke-width="2" stroke-dasharray="8 5"/>`),
    ...routes.map((route) => `<path d="${positions(route)}" fill="none" stroke="#1c64d8" stroke-width="4" stroke-opacity="0.8" stroke-linejoin="round"/>`),
    ...dots.map((dot) => place(dot.longitude, dot.latitude)).map(({ x, y }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${Math.max(1, 5 * pixelsPerMeter).toFixed(1)}" fill="#a08f79"/>`),
    ...map.layers.flatMap((layer) => streetLabels(map, layer, shapePoints)),
    ...map.places.map(([name, rank, x, y]) => {
      const at = place(x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE);
      const look = rank === 0 ? 'font-size="17" font-weight="600" fill="#333"' : 'font-size="10" fill="#6b6257"';
      return `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" text-anchor="middle" ${look} stroke="#fff" stroke-width="3" paint-order="stroke">${name}</text>`;
    }),
    '</svg>',
  ].join('\n');
}

/** Names of streets along their middle, where the line is long enough and straight enough to carry them. */
function streetLabels(map: BaseMap, layer: BaseMapLayer, shapePoints: (shape: readonly number[]) => Point[]): string[] {
  if (layer.kind !== 'line' || layer.id === 'ramp' || !layer.labels) return [];
  return layer.shapes.flatMap((shape, i) => {
    const name = map.names[layer.labels![i]!];
    const points = shapePoints(shape);
    const middle = Math.max(1, Math.floor(points.length / 2));
    const a = points[middle - 1]!, b = points[middle]!;
    if (!name || Math.hypot(b.x - a.x, b.y - a.y) < Math.max(SMALLEST_LABEL_PIXELS, name.length * 6)) return [];
    let turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
    if (Math.abs(turn) > 90) turn -= 180 * Math.sign(turn);
    const at = `${((a.x + b.x) / 2).toFixed(1)} ${((a.y + b.y) / 2).toFixed(1)}`;
    return [`<text transform="translate(${at}) rotate(${turn.toFixed(1)})" text-anchor="middle" dy="3" font-size="9" fill="#5a5348" stroke="#fff" stroke-width="2" paint-order="stroke">${name}</text>`];
  });
}
