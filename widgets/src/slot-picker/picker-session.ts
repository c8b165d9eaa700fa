import type { OptionsRequest, StorefrontApi } from '../internal/api.ts';
import { buttonStyles } from '../internal/button.styles.ts';
import { controlsStyles } from '../internal/controls.styles.ts';
import { formatWindow } from '../internal/format.ts';
import type { addressOfForm } from '../internal/host-form.ts';
import type { TemplateResult } from '../internal/render/template.ts';
import { connectStorefront } from '../internal/client/storefront.ts';
import type { AddressInput, DeliveryOption, Hold } from '../internal/types.ts';
import type { Spoken } from '../translations/languages.ts';
import type { CartAttributes } from './cart-attributes.ts';
import { ChoiceController, type Notice } from './choice.controller.ts';
import type { ChangeDetail, DoorstepSlotPicker, HoldDetail } from './slot-picker.ts';
import { slotPickerStyles } from './slot-picker.styles.ts';
import { bodyTemplate, type PickerWords } from './slot-picker.templates.ts';
import type { Recovery } from './trouble/recovery.ts';
import type { Trouble } from './trouble/trouble.ts';

const MINUTE_SECONDS = 60;
/** A host page sets the address while it is being typed. */
const TYPING_PAUSE = 400;
/** Arrow keys pass over windows on their way to the one meant. */
const ARROW_PAUSE = 350;

export const sessionStyles = [buttonStyles, controlsStyles, slotPickerStyles];

/** All that a picker does after its first paint: asks, holds, tells, and draws what came of it. */
export class PickerSession {
  readonly #choice: ChoiceController;
  /** Resolves when what is being fetched is there. */
  loading: Promise<unknown> | undefined;

  #trouble: Trouble | undefined;
  #recovery: typeof Recovery | undefined;
  #isHelpless = false;
  #troubleLoading: Promise<void> | undefined;
  #cart: typeof import('./cart-mirror.ts') | undefined;
  #addressOf: typeof addressOfForm | undefined;
  #connected: { readonly to: string; readonly api: StorefrontApi } | undefined;
  #asked: string | undefined;
  #byPointer = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #form: HTMLFormElement | null = null;
  readonly #formChanged = () => this.element.requestUpdate();

  constructor(private readonly element: DoorstepSlotPicker) {
    this.#choice = new ChoiceController(element, {
      api: () => this.#api(),
      // What happened to the choice matters more than what the renewed offer holds.
      loaded: () => {
        if (this.#choice.answer?.reason || !this.#openCount()) void this.#fetchTrouble();
        if (!this.#choice.notice) element.announce(this.#words.loaded(this.#openCount()));
      },
      holdChanged: (hold, reason) => {
        element.emit('doorstep-hold', { hold: hold ?? null, reason } satisfies HoldDetail);
        if (hold) element.announce(this.#words.heldTold(formatWindow(hold.window, element.spoken!.locale), this.#minutesLeft()));
      },
      failed: (failure) => {
        element.emit('doorstep-error', failure);
        void this.#fetchTrouble();
      },
      recovery: async (recoveryHooks) => {
        await this.#fetchTrouble();
        return this.#recovery && new this.#recovery(this.#choice, recoveryHooks);
      },
      noticed: ({ kind }) => void this.#noticed(kind),
      secondsLeft: (seconds) => {
        const minutes = Math.round(seconds / MINUTE_SECONDS);
        element.announce(seconds < MINUTE_SECONDS ? this.#words.secondsLeft(seconds) : this.#words.minutesLeft(minutes));
      },
    });
    element.addEventListener('pointerdown', () => (this.#byPointer = true));
    element.addEventListener('keydown', () => (this.#byPointer = false));
  }

  get hold(): Hold | null {
    return this.#choice.hold.hold ?? null;
  }

  /** A window was chosen and is being reserved. */
  get isHolding(): boolean {
    return this.#choice.hold.holding;
  }

  get cartAttributes(): CartAttributes | null {
    return (this.hold && this.#cart?.cartAttributesOf(this.hold)) ?? null;
  }

  /** What is wanted now; asked for when it is not what was asked before, after a pause in typing. */
  ask(request: OptionsRequest | undefined): void {
    const { apiUrl, publishableKey } = this.element;
    const asked = JSON.stringify([apiUrl, publishableKey, request]);
    if (asked === this.#asked) return;
    const isFirst = this.#asked === undefined || this.#choice.status === 'idle';
    this.#asked = asked;
    clearTimeout(this.#typing);
    if (isFirst) this.#choice.ask(request);
    else this.#typing = setTimeout(() => this.#choice.ask(request), TYPING_PAUSE);
  }

  /** The address in the form around the element; from now on the form is watched. */
  addressOf(form: HTMLFormElement | null): AddressInput | undefined {
    if (form !== this.#form) {
      for (const type of ['input', 'change']) {
        this.#form?.removeEventListener(type, this.#formChanged);
        form?.addEventListener(type, this.#formChanged);
      }
      this.#form = form;
    }
    if (form && !this.#addressOf) {
      void this.#fetch(import('../internal/host-form.ts'), (part) => (this.#addressOf = part.addressOfForm));
    }
    return form ? this.#addressOf?.(form) : undefined;
  }

  refresh(): void {
    void this.#choice.refresh();
  }

  restore(id: string): void {
    this.#choice.restore(id);
  }

  release(): void {
    void this.#choice.hold.release();
  }

  reset(): void {
    void this.#choice.reset();
  }

  /** Keeps the page's hidden inputs as the hold is. */
  mirror(kind: string): void {
    if (!kind) return;
    if (this.#cart) this.#cart.mirror(this.element, kind, this.hold);
    else void this.#fetch(import('./cart-mirror.ts'), (part) => (this.#cart = part));
  }

  /** The control that helps first: the chosen window, an open one, or the day. */
  control(root: ParentNode): HTMLElement | null {
    const first = (selector: string) => root.querySelector<HTMLElement>(selector);
    return first('input:checked') ?? first('input:enabled:not([aria-disabled])') ?? first('[role=tab][tabindex="0"]') ?? first('button');
  }

  template({ locale, words: { words, common } }: Spoken<PickerWords>, disabled: boolean): TemplateResult {
    return bodyTemplate({
      locale, words, common, disabled,
      now: this.#choice.now,
      choice: this.#choice,
      choose: (option) => this.#choose(option),
      retry: () => this.refresh(),
      trouble: this.#trouble,
      isHelpless: this.#isHelpless,
    });
  }

  get #words(): PickerWords['words'] {
    return this.element.spoken!.words.words;
  }

  #api(): StorefrontApi {
    const { apiUrl, publishableKey } = this.element;
    const to = apiUrl + publishableKey;
    if (this.#connected?.to !== to) {
      if (!apiUrl || !publishableKey) {
        throw Object.assign(new Error('Set api-url and publishable-key.'), { code: 'NOT_CONFIGURED' });
      }
      this.#connected = { to, api: connectStorefront(apiUrl, publishableKey) };
    }
    return this.#connected.api;
  }

  #choose(option: DeliveryOption): void {
    clearTimeout(this.#settling);
    this.element.refusedToSubmit = false;
    this.#choice.showDay(option.date);
    this.#choice.hold.choose(option);
    this.element.emit('doorstep-change', { option } satisfies ChangeDetail);
    this.#settling = setTimeout(() => this.#choice.take(option), this.#byPointer ? 0 : ARROW_PAUSE);
  }

  /** Says what happened; and when the focus was here it goes to what helps, for its own place may be gone. */
  async #noticed(kind: Notice['kind']): Promise<void> {
    const { renderRoot } = this.element;
    const hadFocus = !!renderRoot.activeElement;
    await this.#fetchTrouble();
    this.element.announce(this.#trouble?.told(kind) ?? '');
    await this.element.updateComplete;
    if (hadFocus) renderRoot.querySelector<HTMLElement>('.choices button')?.focus();
  }

  #fetchTrouble(): Promise<void> {
    return (this.#troubleLoading ??= this.#fetch(import('./trouble/trouble.ts'), async ({ Recovery, Trouble, troubleStyles }) => {
      this.#recovery = Recovery;
      this.element.addStyles(...troubleStyles);
      const trouble = new Trouble(() => this.element.spoken?.locale ?? 'en', () => this.element.requestUpdate());
      await trouble.whenLoaded;
      this.#trouble = trouble;
    }));
  }

  /** What is needed rarely is fetched when it is; what can't be had then is done without. */
  async #fetch<Part>(coming: Promise<Part>, use: (part: Part) => unknown): Promise<void> {
    const fetching = (async () => {
      try {
        await use(await coming);
      } catch {
        this.#isHelpless = true;
        this.#troubleLoading = undefined;
      }
      this.element.requestUpdate();
    })();
    this.loading = Promise.all([this.loading, fetching]);
    await fetching;
  }

  #openCount(): number {
    return this.#choice.answer?.options.filter(({ available }) => available).length ?? 0;
  }

  #minutesLeft(): number {
    return Math.max(1, Math.round(this.#choice.hold.secondsLeft / MINUTE_SECONDS));
  }
}
