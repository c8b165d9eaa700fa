import { html, nothing, svg, type TemplateResult } from '../../internal/render/template.ts';
import { formatDistance } from '../../internal/format.ts';
import { pinIcon } from '../../internal/pin-icon.ts';
import { bikeIcon, vanIcon } from '../../internal/vehicle-icons.ts';
import type { DeliveryTracking, Position } from '../../internal/types.ts';
import type { TrackingWords } from '../tracking.templates.ts';
import type { BaseMap } from './base-map.ts';
import type { tilesTemplate } from './tiles.template.ts';
import { ASPECT, LETTER, metersBetween, pathOf, placeOf, scaleLength, streetNames, viewOf, WIDE_METERS, type MapView } from './map-view.ts';

/** What the map is drawn with besides the delivery. */
export interface MapSettings {
  readonly baseMap: BaseMap | undefined;
  /** With `{z}`, `{x}` and `{y}`; empty for none. */
  readonly tileUrl: string;
  readonly tileAttribution: string;
  readonly words: TrackingWords['words'];
  readonly locale: string;
  /** What tiles are laid with is fetched when there are any. */
  readonly redraw: () => void;
}

/** The picture of a delivery's surroundings; remembers its view, and the drawing of it. */
export class MapPicture {
  #view: MapView | undefined;
  #tiles: typeof tilesTemplate | undefined;
  #drawn: { readonly view: MapView; readonly baseMap: BaseMap; readonly picture: TemplateResult } | undefined;

  /** The map, or nothing when there is nothing to see on it. The van glides from place to place by a CSS transition. */
  template(tracking: DeliveryTracking, settings: MapSettings): TemplateResult | typeof nothing {
    const { destination, vehiclePosition, vehicleKind } = tracking;
    const { baseMap, tileUrl, tileAttribution, words, locale } = settings;
    if (!destination || (!vehiclePosition && !baseMap && !tileUrl)) return nothing;
    const vehicle = vehiclePosition?.position;
    const view = (this.#view = viewOf(vehicle ? [destination, vehicle] : [destination], this.#view));
    const label = vehicle ? words.mapBoth(formatDistance(metersBetween(destination, vehicle), locale)) : words.mapDestination;
    const scale = scaleLength(view);
    return html`<div part="map" class="map ${view.width > WIDE_METERS ? 'wide' : ''}" role="img" aria-label=${label}>
      ${tileUrl ? this.#tiles?.(view, tileUrl, tileAttribution) ?? this.#fetchTiles(settings) : baseMap ? this.#picture(view, baseMap, destination) : nothing}
      <div class="pin" .style=${at(view, destination)}>${pinIcon}</div>
      ${vehicle
        ? html`<div part="vehicle" class="van" .style=${at(view, vehicle)}>${vehicleKind === 'CARGO_BIKE' ? bikeIcon : vanIcon}</div>`
        : nothing}
      <div class="scale small" .style=${`width:${(scale / view.width) * 100}%`}>${formatDistance(scale, locale)}</div>
    </div>`;
  }

  /** Few pages have tiles, so what lays them comes when it is needed; without it the ground stays plain. */
  #fetchTiles({ redraw }: MapSettings): null {
    void import('./tiles.template.ts').then(({ tilesTemplate }) => {
      this.#tiles = tilesTemplate;
      redraw();
    }, () => {});
    return nothing;
  }

  #picture(view: MapView, baseMap: BaseMap, destination: Position): TemplateResult {
    if (this.#drawn?.view !== view || this.#drawn.baseMap !== baseMap) {
      const height = view.width / ASPECT;
      const letter = view.width * LETTER;
      const picture = svg`<svg viewBox="${-view.width / 2} ${-height / 2} ${view.width} ${height}" preserveAspectRatio="xMidYMid slice">
        ${baseMap.layers.map((layer) => svg`<path class="${layer.kind} ${layer.id}" d=${pathOf(layer, view)} />`)}
        ${streetNames(baseMap, view, destination).map(
          ({ name, x, y, slope }) => svg`<text font-size=${letter} transform="translate(${x} ${y}) rotate(${slope})" dy="0.35em">${name}</text>`,
        )}
      </svg>`;
      this.#drawn = { view, baseMap, picture };
    }
    return this.#drawn.picture;
  }
}

// Through `style` as a property: a strict content security policy forbids style attributes, not this.
function at(view: MapView, point: Position): string {
  const [x, y] = placeOf(view, point);
  return `left:${x}%;top:${y}%`;
}
