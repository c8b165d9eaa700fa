import { html, nothing, type TemplateResult } from '../../internal/render/template.ts';
import { ASPECT, type MapView } from './map-view.ts';

const EARTH_CIRCUMFERENCE_METERS = 40_075_016.686;
const MOST_ZOOM = 19;
/** Across the width of the map; more is sharper and loads longer. */
const TILES_ACROSS = 3;

/**
 * Raster tiles under a map, in Web Mercator (EPSG:3857), which over a few kilometers is the flat picture that the map is
 * drawn as but for a ten-thousandth.
 */
export function tilesTemplate(view: MapView, url: string, attribution: string): TemplateResult {
  const { center, width } = view;
  const latitude = (center.latitude * Math.PI) / 180;
  const around = EARTH_CIRCUMFERENCE_METERS * Math.cos(latitude);
  const z = Math.max(0, Math.min(MOST_ZOOM, Math.round(Math.log2((around / width) * TILES_ACROSS))));
  const count = 2 ** z;
  // The center, and what the map spans from it, in tiles.
  const x = ((center.longitude + 180) / 360) * count;
  const y = ((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2) * count;
  const across = (width / around) * count;
  const down = across / ASPECT;
  const range = (from: number, to: number) => Array.from({ length: Math.floor(to) - Math.floor(from) + 1 }, (_, index) => Math.floor(from) + index);
  const tiles = range(y - down / 2, y + down / 2).flatMap((row) => range(x - across / 2, x + across / 2).map((column) => ({ row, column })));
  return html`<div class="tiles">
      ${tiles
        .filter(({ row }) => row >= 0 && row < count)
        .map(({ row, column }) => {
          const wrapped = ((column % count) + count) % count;
          const address = url.replace('{z}', String(z)).replace('{x}', String(wrapped)).replace('{y}', String(row));
          const left = ((column - x) / across + 0.5) * 100;
          const top = ((row - y) / down + 0.5) * 100;
          const style = `left:${left}%;top:${top}%;width:${100.2 / across}%;height:${100.2 / down}%`;
          return html`<img src=${address} alt="" .style=${style} />`;
        })}
    </div>
    ${attribution ? html`<span part="attribution" class="attribution">${attribution}</span>` : nothing}`;
}
