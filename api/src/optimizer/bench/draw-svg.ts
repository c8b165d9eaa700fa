import type { Plan } from '../solution.ts';
import type { Point } from './real-day-problem.ts';

const WIDTH = 1200;
const MARGIN = 20;

/** A plan as a picture: a line for each route, dots for visits, squares for the places where routes start. Locations are [latitude, longitude]. */
export function drawSvg(plan: Plan, points: readonly Point[], starts: ReadonlyMap<string, number>): string {
  const [south, north] = range(points.map((point) => point[0]));
  const [west, east] = range(points.map((point) => point[1]));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1e-9, (east - west) * squeeze);
  const height = Math.round((north - south) * scale + 2 * MARGIN);
  const at = (location: number): string => {
    const [latitude, longitude] = points[location]!;
    return `${(MARGIN + (longitude - west) * squeeze * scale).toFixed(1)},${(MARGIN + (north - latitude) * scale).toFixed(1)}`;
  };
  const routes = plan.routes.map((route, index) => {
    const color = `hsl(${Math.round((index * 360) / plan.routes.length)} 70% 42%)`;
    const start = starts.get(route.vehicle)!;
    const line = [start, ...route.stops.filter((stop) => stop.kind !== 'break').map((stop) => stop.location), start].map(at).join(' ');
    const dots = route.stops.filter((stop) => stop.kind === 'visit').map((stop) => {
      const [x, y] = at(stop.location).split(',');
      return `<circle cx="${x}" cy="${y}" r="${stop.part === 'pickup' ? 4 : 2.5}" fill="${stop.part === 'pickup' ? 'white' : color}" stroke="${color}"/>`;
    });
    return `<g><title>${route.vehicle}: ${route.stops.length} stops, ${(route.distance / 1000).toFixed(1)} km</title><polyline points="${line}" fill="none" stroke="${color}" stroke-width="1.4" stroke-opacity="0.75"/>${dots.join('')}</g>`;
  });
  const depots = [...new Set(starts.values())].map((location) => {
    const [x, y] = at(location).split(',').map(Number) as [number, number];
    return `<rect x="${x - 6}" y="${y - 6}" width="12" height="12" fill="black"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"><rect width="100%" height="100%" fill="white"/>${routes.join('')}${depots.join('')}</svg>\n`;
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
