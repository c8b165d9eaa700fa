import { html, nothing, type TemplateResult } from './render/template.ts';
import type { common } from '../translations/en/common.ts';
import { formatMoney, formatWindow } from './format.ts';
import type { DeliveryOption } from './types.ts';

export interface OptionRow {
  readonly option: DeliveryOption;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly locale: string;
  readonly words: typeof common;
  /** The service level's name tells windows apart when more than one is sold; unseen where a heading says it already. */
  readonly service: 'shown' | 'unseen' | 'left out';
  /** Name of the radio group, which the Tab key stops at once; default `window`. */
  readonly group?: string;
  /** What is said of the one with the least extra driving. */
  readonly green?: string;
  readonly choose: (option: DeliveryOption) => void;
}

/**
 * One window as a native radio whose label, and so its accessible name, says time, service, and price or why not. A refused one
 * can be reached, so that keyboards and screen readers come past its reason too, but not chosen.
 */
export function optionRow({ option, checked, disabled, locale, words, service, group = 'window', green, choose }: OptionRow): TemplateResult {
  return html`<label part="window ${option.available ? (checked ? 'window-selected' : 'window-open') : 'window-refused'}" class="row ${option.available ? '' : 'refused'}">
    <input
      type="radio"
      name=${group}
      .value=${option.id}
      .checked=${checked}
      ?disabled=${disabled}
      aria-disabled=${option.available ? nothing : 'true'}
      @click=${(event: Event) => option.available || event.preventDefault()}
      @change=${() => choose(option)}
    />
    <span class="when">
      <span part="window-time" class="time">${formatWindow(option.window, locale)}</span>
      ${service === 'left out' ? nothing : html`<span class=${service === 'shown' ? 'muted small' : 'unseen'}>${option.serviceLevel.name}</span>`}
      ${option.pickupPoint ? html`<span class="muted small">${option.pickupPoint.name}</span>` : nothing}
      ${option.greenest && green ? html`<span part="green" class="green small">${green}</span>` : nothing}
    </span>
    ${option.available
      ? html`<span part="price" class="price">${priceText(option, locale, words)}</span>`
      : html`<span part="reason" class="why muted small">${reasonText(option, words)}</span>`}
  </label>`;
}

/** The price as people read it. */
export function priceText({ price }: DeliveryOption, locale: string, words: typeof common): string {
  if (!price) return '';
  return Number(price.amount) === 0 ? words.free : formatMoney(price, locale);
}

/** Why a window is refused, in the widget's language where the reason is known, else as the server says it. */
export function reasonText({ reason, message }: DeliveryOption, words: typeof common): string {
  return words.reasons[reason as keyof typeof words.reasons] ?? message ?? words.notAvailable;
}
