import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { RecipientApi } from '../internal/api.ts';
import { DoorstepElement } from '../internal/base-element.ts';
import { baseStyles } from '../internal/base.styles.ts';
import { emptyTemplate } from '../internal/empty.template.ts';
import { connectRecipient } from '../internal/recipient.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import * as de from '../translations/de.ts';
import * as en from '../translations/en.ts';
import { messagesOf } from '../translations/locale.ts';
import { FollowController } from './follow.controller.ts';
import { headline } from './headline.ts';
import { loadBaseMap, type BaseMap } from './map/base-map.ts';
import { mapStyles } from './map/map.styles.ts';
import { MapPicture } from './map/map.templates.ts';
import { RebookController } from './rebook.controller.ts';
import { trackingStyles } from './tracking.styles.ts';
import { trackingTemplate } from './tracking.templates.ts';

const words = { en: en.tracking, de: de.tracking };
const commonWords = { en: en.common, de: de.common };

/**
 * Where a delivery is: for the person who waits for it. Live while it is on the road, honest when it is not.
 *
 * @tag doorstep-tracking
 *
 * @attr {string} api-url - Address of the GraphQL endpoint; the socket is at the same address.
 * @attr {string} tracking-token - The token of a tracking link (`trk_…`). Sent in headers and socket messages only, never in an address.
 * @attr {string} base-map-url - Optional: a base map as JSON (`version`, `layers`, `names`). Without it the map is a plain ground.
 * @attr {string} locale - BCP 47; default the retailer's, then the page's. English and German are there.
 * @attr {'light'|'dark'} theme - Default what the system prefers.
 *
 * @fires {CustomEvent<{tracking: DeliveryTracking}>} doorstep-change - The view changed.
 * @fires {CustomEvent<Failure>} doorstep-error - Something failed or was refused; `code` tells what.
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
 * @csspart driver - Who brings it, and how many stops are before.
 * @csspart steps - The list of steps.
 * @csspart step - One step.
 * @csspart proof - What was recorded at the hand-over.
 * @csspart photo - A photo of it.
 * @csspart signature - The signature.
 * @csspart reattempt - Windows for another attempt; with the `window…`, `price` and `reason` parts of the picker.
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
  static override styles = [baseStyles, trackingStyles, mapStyles];

  static override properties: PropertyDeclarations = {
    ...DoorstepElement.properties,
    trackingToken: { attribute: 'tracking-token' },
    baseMapUrl: { attribute: 'base-map-url' },
    baseMap: { attribute: false },
  };

  declare trackingToken: string;
  declare baseMapUrl: string;
  /** The base map itself, instead of its address. */
  declare baseMap: BaseMap | undefined;

  #api: RecipientApi | undefined;
  #told = '';
  readonly #map = new MapPicture();
  readonly #follow = new FollowController(this, () => this.#connect(), {
    changed: (tracking) => this.#changed(tracking),
    failed: (failure) => this.emit('doorstep-error', failure),
  });
  readonly #rebook = new RebookController(this, () => this.#connect(), {
    booked: (tracking) => this.#follow.take(tracking),
    failed: (failure) => this.emit('doorstep-error', failure),
  });

  constructor() {
    super();
    this.trackingToken = this.baseMapUrl = '';
  }

  /** What shows, or null. */
  get tracking(): DeliveryTracking | null {
    return this.#follow.tracking ?? null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('apiUrl') || changed.has('trackingToken')) {
      this.#api = undefined;
      this.#follow.start();
    }
    const url = this.baseMapUrl;
    if (changed.has('baseMapUrl') && url) {
      void loadBaseMap(url).then((map) => {
        if (url === this.baseMapUrl) this.baseMap = map;
      });
    }
  }

  protected override updated(): void {
    const brand = this.#follow.tracking?.brand;
    if (!brand) return;
    this.style.setProperty('--_payload-brand', brand.primaryColor);
    this.style.setProperty('--_payload-accent', brand.accentColor);
  }

  protected override render(): TemplateResult {
    const locale = this.#locale;
    return html`<div part="base" class="card" role="group" aria-labelledby="title error" lang=${locale}>${this.#body(locale)}</div>
      ${this.liveRegion()}`;
  }

  get #locale(): string {
    return this.chosenLocale(words, this.#follow.tracking?.brand.locale);
  }

  #body(locale: string): TemplateResult {
    const { tracking, failure } = this.#follow;
    const says = messagesOf(locale, words);
    const common = messagesOf(locale, commonWords);
    if (tracking) {
      const map = this.#map.template(tracking, this.baseMap, says, locale);
      return trackingTemplate({ tracking, follow: this.#follow, rebook: this.#rebook, map, locale, words: says, common });
    }
    if (!failure) {
      return html`<div part="loading" class="skeleton" role="status">
        <span class="unseen" id="title">${says.loading}</span>
        <div class="bone"></div><div class="bone"></div><div class="bone"></div>
      </div>`;
    }
    return failure.retryable
      ? emptyTemplate('error', 'alert', says.failed, says.failedHint, html`<button class="action plain" @click=${() => this.#follow.start()}>${common.retry}</button>`)
      : emptyTemplate('error', 'pin', says.unknownLink, says.unknownLinkHint);
  }

  #connect(): RecipientApi {
    if (!this.apiUrl || !this.trackingToken) {
      throw Object.assign(new Error('Set api-url and tracking-token.'), { code: 'NOT_CONFIGURED' });
    }
    return (this.#api ??= connectRecipient(this.apiUrl, this.trackingToken));
  }

  /** Minutes tick by silently; another state is told. */
  #changed(tracking: DeliveryTracking): void {
    this.emit('doorstep-change', { tracking });
    if (tracking.state === this.#told) return;
    this.#told = tracking.state;
    const { title, detail } = headline(tracking, this.#follow.now, messagesOf(this.#locale, words), this.#locale);
    this.announce(`${title}. ${detail}`);
  }
}
