import type { OptionsRequest } from '../internal/api.ts';
import { baseStyles } from '../internal/base.styles.ts';
import { FormElement } from '../internal/form-element.ts';
import type { PropertyDeclarations } from '../internal/render/reactive-element.ts';
import { html, nothing, type TemplateResult } from '../internal/render/template.ts';
import type { AddressInput, BasketInput, DeliveryOption, Hold } from '../internal/types.ts';
import { pickerLanguages, type Spoken } from '../translations/languages.ts';
import { WordsController } from '../translations/words.controller.ts';
import type { CartAttributes } from './cart-attributes.ts';
import type { HoldReason } from './hold.controller.ts';
import type { PickerSession } from './picker-session.ts';
import type { PickerWords } from './slot-picker.templates.ts';
import { skeletonStyles, skeletonTemplate } from './skeleton.template.ts';

/** `detail` of `doorstep-change`. */
export interface ChangeDetail {
  readonly option: DeliveryOption;
}

/** `detail` of `doorstep-hold`; `hold` is null when there is none any more. */
export interface HoldDetail {
  readonly hold: Hold | null;
  readonly reason: HoldReason;
}

/**
 * Delivery windows for an address and a basket. Choosing one takes it for a few minutes; the id of that hold is the
 * element's value in the form around it. This file is what the first paint needs; the rest is fetched meanwhile.
 *
 * @tag doorstep-slot-picker
 *
 * @attr {string} api-url - Address of the GraphQL endpoint.
 * @attr {string} publishable-key - The shop's publishable key (`pk_…`).
 * @attr {string} address-line1 - Street and number. Without it, and without the property `address`, the address is read from the form around the element, by the `autocomplete` of its fields.
 * @attr {string} address-line2 - Floor, flat, company.
 * @attr {string} city - City.
 * @attr {string} region - State or province.
 * @attr {string} postal-code - Postal code.
 * @attr {string} country - ISO 3166-1 alpha-2, default `US`.
 * @attr {number} latitude - Degrees; with `longitude` the position of the door.
 * @attr {number} longitude - Degrees.
 * @attr {string} basket - The basket as JSON: `{"parcels":[{"weightGrams":…,"lengthMillimeters":…,"widthMillimeters":…,"heightMillimeters":…}],"handlingNeeds":[]}`.
 * @attr {number} days - Days to show, 1 to 14, default 5.
 * @attr {string} name - Name of the form entry.
 * @attr {string} value - Id of a hold made earlier; taken over when it still stands.
 * @attr {boolean} required - The form needs a window.
 * @attr {boolean} disabled - Nothing can be chosen.
 * @attr {'input'|'shopify'} mirror - Sends the value by hidden inputs in the page's own tree: `input` one of the element's name, `shopify` the cart attributes.
 * @attr {string} locale - BCP 47; default the page's language. There are English, German, French, Spanish, Japanese and Arabic.
 * @attr {'light'|'dark'} theme - Default what the system prefers.
 *
 * @fires {CustomEvent<ChangeDetail>} doorstep-change - A window was chosen by hand; it is not held yet.
 * @fires {CustomEvent<HoldDetail>} doorstep-hold - The hold changed: `held`, `restored`, `extended`, `released` or `expired`.
 * @fires {CustomEvent<Failure>} doorstep-error - Something failed or was refused; `code` tells what.
 *
 * @slot - A link to the hosted picker page; shows until the element works, and when it can't.
 * @slot heading - Instead of the heading.
 *
 * @csspart base - The card.
 * @csspart days - The strip of days.
 * @csspart day - One day; also `day-selected`.
 * @csspart windows - The panel of a day's windows.
 * @csspart refused - Where refused windows are folded away when they are many.
 * @csspart window - One window; also `window-open`, `window-selected` or `window-refused`.
 * @csspart window-time - Its time.
 * @csspart price - Its price.
 * @csspart green - What is said of the greenest one.
 * @csspart reason - Why it is refused.
 * @csspart zone - The note on the time zone.
 * @csspart hold - The bar that says what is reserved.
 * @csspart countdown - How long still.
 * @csspart extend - The button that keeps it longer.
 * @csspart notice - What happened to a choice.
 * @csspart alternative - A window offered instead.
 * @csspart empty - Nothing to choose from.
 * @csspart error - Loading failed.
 * @csspart loading - The skeleton.
 *
 * @cssprop [--doorstep-brand=#14624c] - Brand color; readable partners for text on and beside it are worked out.
 * @cssprop --doorstep-surface - Background of the card.
 * @cssprop --doorstep-text - Text color.
 * @cssprop --doorstep-border - Lines.
 * @cssprop [--doorstep-radius=14px] - Roundness.
 * @cssprop --doorstep-shadow - Shadow of the card.
 * @cssprop --doorstep-min-height - Height kept free from the first paint on, so that nothing below moves when windows come.
 */
export class DoorstepSlotPicker extends FormElement {
  static override styles = [baseStyles, skeletonStyles];

  static override properties: PropertyDeclarations = {
    ...FormElement.properties,
    publishableKey: { attribute: 'publishable-key' },
    address: { attribute: false },
    addressLine1: { attribute: 'address-line1' },
    addressLine2: { attribute: 'address-line2' },
    city: {},
    region: {},
    postalCode: { attribute: 'postal-code' },
    country: {},
    latitude: { type: Number },
    longitude: { type: Number },
    basket: { type: Object },
    days: { type: Number },
    mirror: {},
    value: { noAccessor: true },
  };

  declare publishableKey: string;
  /** The whole address at once; wins over the attributes. */
  declare address: AddressInput | null;
  declare addressLine1: string;
  declare addressLine2: string;
  declare city: string;
  declare region: string;
  declare postalCode: string;
  declare country: string;
  declare latitude: number | null;
  declare longitude: number | null;
  declare basket: BasketInput | null;
  declare days: number;
  declare mirror: '' | 'input' | 'shopify';

  #session: PickerSession | undefined;
  #loading: Promise<void> | undefined;
  #isBroken = false;
  /** A hold to take over as soon as there is somebody to ask. */
  #early = '';
  readonly #words = new WordsController(pickerLanguages, { come: () => this.requestUpdate(), failed: (error) => this.#break(error) });

  constructor() {
    super();
    this.publishableKey = this.addressLine1 = this.addressLine2 = this.city = this.region = this.postalCode = this.mirror = '';
    this.country = 'US';
    this.address = this.basket = this.latitude = this.longitude = null;
    this.days = 5;
  }

  /** Id of the hold, or empty. Setting the id of an earlier hold takes it over when it still stands. */
  get value(): string {
    return this.hold?.id ?? '';
  }

  set value(id: string | null) {
    if (!this.#session) this.#early = id ?? '';
    else if (!id) this.#session.release();
    else if (id !== this.value) this.#session.restore(id);
  }

  /** The hold itself, or null. */
  get hold(): Hold | null {
    return this.#session?.hold ?? null;
  }

  /** What delivery apps write into a Shopify cart, for `POST /cart/update.js`; null without a hold, or unless `mirror` is `shopify`. */
  get cartAttributes(): CartAttributes | null {
    return this.#session?.cartAttributes ?? null;
  }

  /** @internal What is spoken now; undefined until its words have come. */
  get spoken(): Spoken<PickerWords> | undefined {
    return this.#words.speak(this.chosenLocale(pickerLanguages));
  }

  /** @internal */
  get whenLoaded(): Promise<unknown> {
    return this.updateComplete.then(() => Promise.all([this.#loading, this.#words.loading])).then(() => this.#session?.loading);
  }

  /** Asks for the windows again. */
  refresh(): void {
    this.#session?.refresh();
  }

  override focus(options?: FocusOptions): void {
    this.#session?.control(this.renderRoot)?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#loading ??= import('./picker-session.ts').then(
      ({ PickerSession, sessionStyles }) => {
        this.addStyles(...sessionStyles);
        this.#session = new PickerSession(this);
        if (this.#early) this.#session.restore(this.#early);
        this.requestUpdate();
      },
      (error: unknown) => this.#break(error),
    );
  }

  protected override willUpdate(): void {
    if (this.spoken) this.#session?.ask(this.#request());
  }

  protected override updated(): void {
    const words = this.spoken?.words.words;
    const holding = this.#session?.isHolding;
    const missing = (holding ? words?.wait : words?.required) ?? '…';
    this.submitValue(holding ? '' : this.value, missing, this.#session?.control(this.renderRoot) ?? null);
    this.#session?.mirror(this.mirror);
  }

  protected override get mirrored(): boolean {
    return !!this.mirror;
  }

  protected override resetValue(): void {
    this.#session?.reset();
  }

  protected override restoreValue(id: string): void {
    this.value = id;
  }

  protected override render(): TemplateResult {
    if (this.#isBroken) return html`<slot></slot>`;
    const { spoken } = this;
    const words = spoken?.words.words;
    return html`<div part="base" class="card" role="group" aria-labelledby="title" lang=${spoken?.locale}>
      <div class="title" id="title"><slot name="heading">${words?.title ?? '\u00a0'}</slot></div>
      ${spoken && this.#session ? this.#session.template(spoken, this.disabled || this.disabledByForm) : skeletonTemplate(words?.loading)}
      ${this.refusedToSubmit ? html`<p class="wrong">${this.validationMessage}</p>` : nothing} ${this.liveRegion()}
    </div>`;
  }

  /** Undefined while the address or the basket is incomplete. */
  #request(): OptionsRequest | undefined {
    const { addressLine1: line1, addressLine2, city, region, postalCode, country, latitude, longitude, basket, days } = this;
    const position = latitude === null || longitude === null ? null : { latitude, longitude };
    const wanted = this.address
      ?? (line1 ? { line1, line2: addressLine2 || null, city, region, postalCode, country, position } : this.#session!.addressOf(this.form));
    if (!wanted?.line1 || !wanted.city || !wanted.postalCode || !basket?.parcels?.length) return undefined;
    return { address: { country, ...wanted, region: wanted.region ?? '' }, basket, days };
  }

  /** A part could not be fetched: the page's own link shows again. */
  #break(error: unknown): void {
    this.#isBroken = true;
    this.updateFailed(Object.assign(new Error(`A part of the picker could not be fetched. ${String(error)}`), { code: 'LOADING_FAILED' }));
    this.requestUpdate();
  }
}
