import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { OptionsRequest, StorefrontApi } from '../internal/api.ts';
import { baseStyles } from '../internal/base.styles.ts';
import { FormElement } from '../internal/form-element.ts';
import { formatWindow } from '../internal/format.ts';
import { connectStorefront } from '../internal/storefront.ts';
import type { AddressInput, BasketInput, DeliveryOption, Hold } from '../internal/types.ts';
import * as de from '../translations/de.ts';
import * as en from '../translations/en.ts';
import { messagesOf } from '../translations/locale.ts';
import { ChoiceController, type Notice } from './choice.controller.ts';
import type { HoldReason } from './hold.controller.ts';
import { slotPickerStyles } from './slot-picker.styles.ts';
import { bodyTemplate, type PickerView } from './slot-picker.templates.ts';

const MINUTE_SECONDS = 60;
/** A host page sets the address while it is being typed. */
const TYPING_PAUSE = 400;
/** Arrow keys pass over windows on their way to the one meant. */
const ARROW_PAUSE = 350;

const words = { en: en.picker, de: de.picker };
const commonWords = { en: en.common, de: de.common };

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
 * element's value in the form around it.
 *
 * @tag doorstep-slot-picker
 *
 * @attr {string} api-url - Address of the GraphQL endpoint.
 * @attr {string} publishable-key - The shop's publishable key (`pk_…`).
 * @attr {string} address-line1 - Street and number.
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
 * @attr {string} locale - BCP 47; default the page's language. English and German are there.
 * @attr {'light'|'dark'} theme - Default what the system prefers.
 *
 * @fires {CustomEvent<ChangeDetail>} doorstep-change - A window was chosen by hand; it is not held yet.
 * @fires {CustomEvent<HoldDetail>} doorstep-hold - The hold changed: `held`, `restored`, `released` or `expired`.
 * @fires {CustomEvent<Failure>} doorstep-error - Something failed or was refused; `code` tells what.
 *
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
 * @csspart reason - Why it is refused.
 * @csspart zone - The note on the time zone.
 * @csspart hold - The bar that says what is reserved.
 * @csspart countdown - How long still.
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
 */
export class DoorstepSlotPicker extends FormElement {
  static override styles = [baseStyles, slotPickerStyles];

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

  readonly #choice = new ChoiceController(this, {
    api: () => this.#api(),
    // What happened to the choice matters more than what the renewed offer holds.
    loaded: () => {
      if (!this.#choice.notice) this.announce(this.#words.loaded(this.#openCount()));
    },
    holdChanged: (hold, reason) => {
      this.emit('doorstep-hold', { hold: hold ?? null, reason } satisfies HoldDetail);
      if (hold) this.announce(this.#words.heldTold(formatWindow(hold.window, this.#locale), this.#minutesLeft()));
    },
    failed: (failure) => this.emit('doorstep-error', failure),
    noticed: ({ kind }) => this.#noticed(kind),
    secondsLeft: (seconds) => this.announce(this.#words.leftTold(seconds)),
  });
  #connected: { readonly to: string; readonly api: StorefrontApi } | undefined;
  #asked: string | undefined;
  #byPointer = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.publishableKey = this.addressLine1 = this.addressLine2 = this.city = this.region = this.postalCode = '';
    this.country = 'US';
    this.address = this.basket = this.latitude = this.longitude = null;
    this.days = 5;
    this.addEventListener('pointerdown', () => (this.#byPointer = true));
    this.addEventListener('keydown', () => (this.#byPointer = false));
  }

  /** Id of the hold, or empty. Setting the id of an earlier hold takes it over when it still stands. */
  get value(): string {
    return this.#choice.hold.hold?.id ?? '';
  }

  set value(id: string | null) {
    if (!id) void this.#choice.hold.release();
    else if (id !== this.value) this.#choice.restore(id);
  }

  /** The hold itself, or null. */
  get hold(): Hold | null {
    return this.#choice.hold.hold ?? null;
  }

  /** Asks for the windows again. */
  refresh(): void {
    this.#choice.refresh();
  }

  override focus(options?: FocusOptions): void {
    this.#control()?.focus(options);
  }

  protected override willUpdate(): void {
    const request = this.#request();
    const asked = JSON.stringify([this.apiUrl, this.publishableKey, request]);
    if (asked === this.#asked) return;
    const isFirst = this.#asked === undefined || this.#choice.status === 'idle';
    this.#asked = asked;
    clearTimeout(this.#typing);
    if (isFirst) this.#choice.ask(request);
    else this.#typing = setTimeout(() => this.#choice.ask(request), TYPING_PAUSE);
  }

  protected override updated(): void {
    const { holding } = this.#choice.hold;
    this.submitValue(holding ? '' : this.value, holding ? this.#words.wait : this.#words.required, this.#control());
  }

  protected override resetValue(): void {
    void this.#choice.reset();
  }

  protected override restoreValue(id: string): void {
    this.#choice.restore(id);
  }

  protected override render(): TemplateResult {
    const view: PickerView = {
      locale: this.#locale,
      words: this.#words,
      common: messagesOf(this.#locale, commonWords),
      now: this.clock.now(),
      disabled: this.disabled || this.disabledByForm,
      choice: this.#choice,
      choose: (option) => this.#choose(option),
      retry: () => this.refresh(),
    };
    return html`<div part="base" class="card" role="group" aria-labelledby="title" lang=${this.#locale}>
      <div class="title" id="title"><slot name="heading">${view.words.title}</slot></div>
      ${bodyTemplate(view)}
      ${this.refusedToSubmit ? html`<p class="wrong">${this.validationMessage}</p>` : nothing} ${this.liveRegion()}
    </div>`;
  }

  get #locale(): string {
    return this.chosenLocale(words);
  }

  get #words(): typeof en.picker {
    return messagesOf(this.#locale, words);
  }

  #api(): StorefrontApi {
    const to = this.apiUrl + this.publishableKey;
    if (this.#connected?.to !== to) {
      if (!this.apiUrl || !this.publishableKey) {
        throw Object.assign(new Error('Set api-url and publishable-key.'), { code: 'NOT_CONFIGURED' });
      }
      this.#connected = { to, api: connectStorefront(this.apiUrl, this.publishableKey) };
    }
    return this.#connected.api;
  }

  /** Undefined while the address or the basket is incomplete. */
  #request(): OptionsRequest | undefined {
    const { addressLine1: line1, addressLine2, city, region, postalCode, country, latitude, longitude, basket, days } = this;
    const position = latitude === null || longitude === null ? null : { latitude, longitude };
    const wanted = this.address ?? { line1, line2: addressLine2 || null, city, region, postalCode, country, position };
    const address = { ...wanted, region: wanted.region ?? '' };
    if (!address.line1 || !address.city || !address.postalCode || !basket?.parcels?.length) return undefined;
    return { address, basket, days };
  }

  #choose(option: DeliveryOption): void {
    clearTimeout(this.#settling);
    this.refusedToSubmit = false;
    this.#choice.showDay(option.date);
    this.#choice.hold.choose(option);
    this.emit('doorstep-change', { option } satisfies ChangeDetail);
    this.#settling = setTimeout(() => this.#choice.take(option), this.#byPointer ? 0 : ARROW_PAUSE);
  }

  /** Says what happened; and when the focus was here it goes to what helps, for its own place may be gone. */
  #noticed(kind: Notice['kind']): void {
    this.announce(this.#words[kind]);
    if (this.shadowRoot?.activeElement) {
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.choices button')?.focus());
    }
  }

  #openCount(): number {
    return this.#choice.answer?.options.filter(({ available }) => available).length ?? 0;
  }

  #minutesLeft(): number {
    return Math.max(1, Math.round(this.#choice.hold.secondsLeft / MINUTE_SECONDS));
  }

  /** The control that helps first: the chosen window, an open one, or the day. */
  #control(): HTMLElement | null {
    const first = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    return first('input:checked') ?? first('input:enabled:not([aria-disabled])') ?? first('[role=tab][tabindex="0"]') ?? first('button');
  }
}
