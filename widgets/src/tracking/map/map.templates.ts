import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatDistance } from '../../internal/format.ts';
import { bikeIcon, pinIcon, vanIcon } from '../../internal/icons.ts';
import type { DeliveryTracking, Position } from '../../internal/types.ts';
import type { tracking as Words } from '../../translations/en.ts';
import type { BaseMap } from './base-map.ts';
import { ASPECT, LETTER, metersBetween, pathOf, placeOf, scaleLength, streetNames, viewOf, WIDE_METERS, type MapView } from './map-view.ts';

/** The picture of a delivery's surroundings; remembers its view, and the drawing of it. */
export class MapPicture {
  #view: MapView | undefined;
  #drawn: { readonly view: MapView; readonly baseMap: BaseMap; readonly picture: SVGTemplateResult } | undefined;

  /** The map, or nothing when there is nothing to see on it. The van glides from place to place by a CSS transition. */
  template(tracking: DeliveryTracking, baseMap: BaseMap | undefined, words: typeof Words, locale: string): TemplateResult | typeof nothing {
    const { destination, vehiclePosition, vehicleKind } = tracking;
    if (!destination || (!vehiclePosition && !baseMap)) return nothing;
    const vehicle = vehiclePosition?.position;
    const view = (this.#view = viewOf(vehicle ? [destination, vehicle] : [destination], this.#view));
    const label = vehicle ? words.mapBoth(formatDistance(metersBetween(destination, vehicle), locale)) : words.mapDestination;
    const scale = scaleLength(view);
    return html`<div part="map" class="map ${view.width > WIDE_METERS ? 'wide' : ''}" role="img" aria-label=${label}>
      ${baseMap ? this.#picture(view, baseMap, destination) : nothing}
      <div class="pin" .style=${at(view, destination)}>${pinIcon}</div>
      ${vehicle
        ? html`<div part="vehicle" class="van" .style=${at(view, vehicle)}>${vehicleKind === 'CARGO_BIKE' ? bikeIcon : vanIcon}</div>`
        : nothing}
      <div class="scale small" .style=${`width:${(scale / view.width) * 100}%`}>${formatDistance(scale, locale)}</div>
    </div>`;
  }

  #picture(view: MapView, baseMap: BaseMap, destination: Position): SVGTemplateResult {
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
