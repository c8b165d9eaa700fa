import { DoorstepElement } from '../internal/base-element.ts';
import { baseStyles } from '../internal/base.styles.ts';
import type { PropertyDeclarations } from '../internal/render/reactive-element.ts';
import { html, nothing, type TemplateResult } from '../internal/render/template.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import { trackingLanguages, type Spoken } from '../translations/languages.ts';
import { WordsController } from '../translations/words.controller.ts';
import type { BaseMap } from './map/base-map.ts';
import type { TrackingSession } from './tracking-session.ts';
import type { TrackingWords } from './tracking.templates.ts';

/** `detail` of `doorstep-change`. */
export interface TrackingDetail {
  readonly tracking: DeliveryTracking;
}

/**
 * Where a delivery is: for the person who waits for it. Live while it is on the road, honest when it is not. This file is what
 * the first paint needs; the rest is fetched meanwhile.
 *
 * @tag doorstep-tracking
 *
 * @attr {string} api-url - Address of the GraphQL endpoint; the socket is at the same address.
 * @attr {string} tracking-token - The token of a tracking link (`trk_…`). Sent in headers and socket messages only, never in an address.
 * @attr {string} base-map-url - Optional: a base map as JSON (`version`, `layers`, `names`). Without it the map is a plain ground.
 * @attr {string} tile-url - Optional: raster tiles in Web Mercator under the map, e.g. `https://tiles.example/{z}/{x}/{y}.png`.
 * @attr {string} tile-attribution - Whom the tiles are from; most ask for it.
 * @attr {string} locale - BCP 47; default the retailer's, then the page's. There are English, German, French, Spanish, Japanese and Arabic.
 * @attr {'light'|'dark'} theme - Default what the system prefers.
 *
 * @fires {CustomEvent<TrackingDetail>} doorstep-change - The view changed.
 * @fires {CustomEvent<Failure>} doorstep-error - Something failed or was refused; `code` tells what.
 *
 * @slot - A link to the hosted page; shows until the element works, and when it can't.
 * @slot actions - More to do while the delivery can still be changed, after our own buttons.
 * @slot instructions - For what the driver should know.
 * @slot safe-place - For where to leave it.
 * @slot chat - For talking with the driver or the shop; shows while the delivery is on the way.
 * @slot rating - For how it was; shows when it is over.
 *
 * @csspart base - The card.
 * @csspart brand - The retailer's name or logo, and the order.
 * @csspart logo - The logo.
 * @csspart headline - Is it today, when, where.
 * @csspart pin - The PIN to tell the driver, when the delivery needs one.
 * @csspart clocks - Both clocks.
 * @csspart promised - The promised window.
 * @csspart estimate - The estimate.
 * @csspart zone - The note on the time zone.
 * @csspart map - The map.
 * @csspart vehicle - The van on the map.
 * @csspart attribution - Whom the tiles are from.
 * @csspart driver - Who brings it, and how many stops are before.
 * @csspart actions - What can be done: change the window, add it to the calendar.
 * @csspart steps - The list of steps.
 * @csspart step - One step.
 * @csspart proof - What was recorded at the hand-over.
 * @csspart photo - A photo of it.
 * @csspart signature - The signature.
 * @csspart reattempt - Windows to change to; with the `window…`, `price` and `reason` parts of the picker.
 * @csspart instructions - What the driver is told.
 * @csspart book - The button that books one.
 * @csspart connection - Live, or how old the view is.
 * @csspart error - Loading failed.
 * @csspart loading - The skeleton.
 *
 * @cssprop --doorstep-brand - Brand color; default the retailer's. Readable partners for text on and beside it are worked out.
 * @cssprop --doorstep-surface - Background of the card.
 * @cssprop --doorstep-text - Text color.
 * @cssprop --doorstep-border - Lines.
 * @cssprop [--doorstep-radius=14px] - Roundness.
 * @cssprop --doorstep-shadow - Shadow of the card.
 * @cssprop --doorstep-map-land - Ground of the map.
 * @cssprop --doorstep-map-water - Water on the map.
 * @cssprop --doorstep-map-park - Green on the map.
 * @cssprop --doorstep-map-street - Streets on the map.
 */
export class DoorstepTracking extends DoorstepElement {
  static override styles = [baseStyles];

  static override properties: PropertyDeclarations = {
    ...DoorstepElement.properties,
    trackingToken: { attribute: 'tracking-token' },
    baseMapUrl: { attribute: 'base-map-url' },
    baseMap: { attribute: false },
    tileUrl: { attribute: 'tile-url' },
    tileAttribution: { attribute: 'tile-attribution' },
  };

  declare trackingToken: string;
  declare baseMapUrl: string;
  /** The base map itself, instead of its address. */
  declare baseMap: BaseMap | undefined;
  declare tileUrl: string;
  declare tileAttribution: string;

  #session: TrackingSession | undefined;
  #loading: Promise<void> | undefined;
  #isBroken = false;
  readonly #words = new WordsController(trackingLanguages, { come: () => this.requestUpdate(), failed: (error) => this.#break(error) });

  constructor() {
    super();
    this.trackingToken = this.baseMapUrl = this.tileUrl = this.tileAttribution = '';
  }

  /** What shows, or null. */
  get tracking(): DeliveryTracking | null {
    return this.#session?.tracking ?? null;
  }

  /** @internal What is spoken now; undefined until its words have come. */
  get spoken(): Spoken<TrackingWords> | undefined {
    return this.#words.speak(this.chosenLocale(trackingLanguages, this.tracking?.brand.locale));
  }

  /** @internal */
  get whenLoaded(): Promise<unknown> {
    return this.updateComplete.then(() => Promise.all([this.#loading, this.#words.loading])).then(() => this.#session?.loading);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#loading ??= import('./tracking-session.ts').then(
      ({ TrackingSession, sessionStyles }) => {
        this.addStyles(...sessionStyles);
        this.#session = new TrackingSession(this);
        this.requestUpdate();
      },
      (error: unknown) => this.#break(error),
    );
  }

  protected override willUpdate(): void {
    this.#session?.follow();
  }

  protected override updated(): void {
    const brand = this.tracking?.brand;
    if (brand) this.style.setProperty('--_payload-brand', brand.primaryColor);
  }

  protected override render(): TemplateResult {
    if (this.#isBroken) return html`<slot></slot>`;
    const { spoken } = this;
    const loading = spoken?.words.words.loading;
    return html`<div part="base" class="card" role="group" aria-labelledby="title error" lang=${spoken?.locale}>
        ${(spoken && this.#session?.template(spoken)) ?? html`<div part="loading" class="skeleton" role="status">
          ${loading ? html`<span class="unseen" id="title">${loading}</span>` : nothing}
          <div class="bone"></div><div class="bone"></div><div class="bone"></div>
        </div>`}
      </div>
      ${this.liveRegion()}`;
  }

  /** A part could not be fetched: the page's own link shows again. */
  #break(error: unknown): void {
    this.#isBroken = true;
    this.updateFailed(Object.assign(new Error(`A part of the view could not be fetched. ${String(error)}`), { code: 'LOADING_FAILED' }));
    this.requestUpdate();
  }
}
