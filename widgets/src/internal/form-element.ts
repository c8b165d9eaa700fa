import { DoorstepElement } from './base-element.ts';
import type { PropertyDeclarations } from './render/reactive-element.ts';

/** A widget that takes part in the form around it, as a native control does. */
export abstract class FormElement extends DoorstepElement {
  static readonly formAssociated = true;

  static override properties: PropertyDeclarations = {
    ...DoorstepElement.properties,
    // Forms read these as attributes.
    name: { reflect: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    disabledByForm: { attribute: false },
    refusedToSubmit: { attribute: false },
  };

  /** Name of the entry in the form's data. */
  declare name: string;
  /** The form can't be submitted without a value. */
  declare required: boolean;
  declare disabled: boolean;
  /** @internal A fieldset around the widget is disabled. */
  declare disabledByForm: boolean;
  /** @internal The form was submitted without a value; say so next to the control. */
  declare refusedToSubmit: boolean;

  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.name = '';
    this.required = this.disabled = this.disabledByForm = this.refusedToSubmit = false;
    this.addEventListener('invalid', () => (this.refusedToSubmit = true));
  }

  /** The form around the widget, or the one its `form` attribute names. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** @internal */
  formResetCallback(): void {
    this.refusedToSubmit = false;
    this.resetValue();
  }

  /** @internal */
  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
  }

  /** @internal The browser brings back what was in the form: page restored, history walked. */
  formStateRestoreCallback(state: string): void {
    this.restoreValue(state);
  }

  /** Whether inputs of the page send the value in place of the element. */
  protected abstract readonly mirrored: boolean;
  protected abstract resetValue(): void;
  protected abstract restoreValue(state: string): void;

  /** Hands value and validity to the form; `missing` is said when there is no value, at the control that can fix it. */
  protected submitValue(value: string, missing: string, anchor: HTMLElement | null): void {
    // What a mirrored input sends already is not sent twice; the state is what the browser restores.
    this.#internals.setFormValue(this.mirrored ? null : value || null, value || null);
    if (value) this.refusedToSubmit = false;
    if (value || !this.required) this.#internals.setValidity({});
    else this.#internals.setValidity({ valueMissing: true }, missing, anchor ?? undefined);
  }
}
