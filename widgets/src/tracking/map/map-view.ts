import type { Position } from '../../internal/types.ts';
import type { BaseMap, BaseMapLayer } from './base-map.ts';

const METERS_PER_DEGREE = 111_320;
const UNITS_PER_DEGREE = 100_000;
/** Width by height of what is drawn; the style sheet has the same. */
export const ASPECT = 16 / 9;
const NARROWEST_METERS = 700;
/** From here on small streets are drawn thin, or they are all that is seen. */
export const WIDE_METERS = 2_500;
/** How far a point may come to the edge, as a part of the half width, before the view moves. */
const EDGE = 0.8;
const MOST_STREET_NAMES = 7;
/** Height of a street's name as a part of the width: readable on a phone. */
export const LETTER = 1 / 36;
/** No name is written nearer to the pin, as a part of the width. */
const PIN_REACH = 0.1;
/** Nor where the scale is: left of and below these, in widths from the center. */
const SCALE_REACH = [-0.15, 0.15] as const;
const LETTER_WIDTH = 0.55 * LETTER;

/** What part of the world shows: a center, and meters across. */
export interface MapView {
  readonly center: Position;
  readonly width: number;
}

/** The view that shows all points. It stays as it was while it shows them well, so that the picture doesn't swim at each ping. */
export function viewOf(points: readonly Position[], before?: MapView): MapView {
  const latitudes = points.map(({ latitude }) => latitude);
  const longitudes = points.map(({ longitude }) => longitude);
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const center = { latitude: middle(latitudes), longitude: middle(longitudes) };
  const reach = points.map((point) => offset(center, point)).map(([x, y]) => Math.max(Math.abs(x), Math.abs(y) * ASPECT));
  const width = Math.max(NARROWEST_METERS, (Math.max(...reach) * 2) / 0.6);
  const isShown = (point: Position, { center, width }: MapView) => {
    const [x, y] = offset(center, point);
    return Math.max(Math.abs(x), Math.abs(y) * ASPECT) < (width / 2) * EDGE;
  };
  if (before && before.width < width * 2 && points.every((point) => isShown(point, before))) return before;
  return { center, width };
}

/** Where a point lies in a view, in hundredths of its width and height from the upper left. */
export function placeOf({ center, width }: MapView, point: Position): readonly [x: number, y: number] {
  const [x, y] = offset(center, point);
  return [50 + (x / width) * 100, 50 + (y / width) * ASPECT * 100];
}

/** Meters between two points of one city. */
export function metersBetween(a: Position, b: Position): number {
  return Math.hypot(...offset(a, b));
}

/** A round length for the scale bar, about a quarter of the view. */
export function scaleLength({ width }: MapView): number {
  const most = width / 4;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
}

/** A layer's shapes within a view as SVG path data, in meters from the center; empty when none is. */
export function pathOf({ kind, shapes }: BaseMapLayer, view: MapView): string {
  const far = view.width * 0.75;
  return shapes
    .map((shape) => pointsOf(shape, view))
    .filter((points) => {
      const isBeside = (axis: 0 | 1, sign: number) => points.every((point) => point[axis] * sign > far);
      return !(isBeside(0, 1) || isBeside(0, -1) || isBeside(1, 1) || isBeside(1, -1));
    })
    .map((points) => `M${points.map(([x, y]) => `${Math.round(x)} ${Math.round(y)}`).join('L')}${kind === 'polygon' ? 'Z' : ''}`)
    .join('');
}

/** A street's name with its place and slope in degrees. */
export interface StreetName {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly slope: number;
}

/** Names to write along streets: the longest straight pieces near the middle first, each name once, not on top of another, the pin or the scale. */
export function streetNames({ layers, names = [] }: BaseMap, view: MapView, pin: Position): StreetName[] {
  const [pinX, pinY] = offset(view.center, pin);
  const found: (StreetName & { readonly length: number })[] = [];
  for (const { kind, shapes, labels } of layers) {
    if (kind !== 'line' || !labels) continue;
    shapes.forEach((shape, index) => {
      const name = names[labels[index]!];
      if (!name) return;
      const points = pointsOf(shape, view);
      points.slice(1).forEach(([toX, toY], at) => {
        const [fromX, fromY] = points[at]!;
        const [x, y, length] = [(fromX + toX) / 2, (fromY + toY) / 2, Math.hypot(toX - fromX, toY - fromY)];
        if (Math.max(Math.abs(x), Math.abs(y) * ASPECT) > view.width * 0.38 || length < name.length * view.width * LETTER_WIDTH) return;
        const isUnderScale = x < view.width * SCALE_REACH[0] && y > view.width * SCALE_REACH[1];
        if (isUnderScale || Math.hypot(x - pinX, y - pinY) < view.width * PIN_REACH) return;
        const slope = (Math.atan2(toY - fromY, toX - fromX) * 180) / Math.PI;
        found.push({ name, x, y, length, slope: Math.abs(slope) > 90 ? slope - 180 * Math.sign(slope) : slope });
      });
    });
  }
  const chosen: StreetName[] = [];
  for (const candidate of found.sort((a, b) => b.length - a.length)) {
    const isFree = chosen.every(({ name, x, y }) => name !== candidate.name && Math.hypot(x - candidate.x, y - candidate.y) > view.width * 0.14);
    if (isFree && chosen.push(candidate) === MOST_STREET_NAMES) break;
  }
  return chosen;
}

/** Meters east and south; flat, which a city is small enough for. */
function offset(from: Position, to: Position): [x: number, y: number] {
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  return [
    (to.longitude - from.longitude) * METERS_PER_DEGREE * shrink,
    (from.latitude - to.latitude) * METERS_PER_DEGREE,
  ];
}

function pointsOf(shape: readonly number[], { center }: MapView): [x: number, y: number][] {
  const points: [number, number][] = [];
  let longitude = 0;
  let latitude = 0;
  for (let at = 0; at < shape.length; at += 2) {
    longitude += shape[at]! / UNITS_PER_DEGREE;
    latitude += shape[at + 1]! / UNITS_PER_DEGREE;
    points.push(offset(center, { latitude, longitude }));
  }
  return points;
}
