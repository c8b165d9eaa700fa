import { emptyStyles } from '../../internal/empty.styles.ts';
import { emptyTemplate } from '../../internal/empty.template.ts';
import type { Failure } from '../../internal/failure.ts';
import { formatWindow } from '../../internal/format.ts';
import { pinIcon } from '../../internal/pin-icon.ts';
import { alertIcon, clockIcon } from '../../internal/trouble-icons.ts';
import { priceText } from '../../internal/option-row.ts';
import { html, nothing, type TemplateResult } from '../../internal/render/template.ts';
import type { DeliveryOptions } from '../../internal/types.ts';
import type { trouble as Words } from '../../translations/en/trouble.ts';
import { troubleLanguages } from '../../translations/languages.ts';
import { WordsController } from '../../translations/words.controller.ts';
import type { Notice } from '../choice.controller.ts';
import { dayName, type PickerView } from '../slot-picker.templates.ts';
import { noticeStyles } from './notice.styles.ts';

export { Recovery } from './recovery.ts';

export const troubleStyles = [emptyStyles, noticeStyles];

/** What is said when nothing can be loaded, nothing is offered, or a choice came to nothing: fetched when it comes to it. */
export class Trouble {
  readonly #words: WordsController<{ readonly trouble: typeof Words }>;

  constructor(
    private readonly locale: () => string,
    redraw: () => void,
  ) {
    this.#words = new WordsController(troubleLanguages, { come: redraw, failed: () => {} });
    this.#words.speak(locale());
  }

  /** Resolves when there are words. */
  get whenLoaded(): Promise<void> | undefined {
    return this.#words.loading;
  }

  get extendRefused(): string | undefined {
    return this.#says?.extendRefused;
  }

  /** One line for a screen reader. */
  told(kind: Notice['kind']): string {
    return this.#says?.[kind] ?? '';
  }

  failed({ common, retry }: PickerView, { retryable }: Failure): TemplateResult | null {
    const words = this.#says;
    if (!words) return nothing;
    return retryable
      ? emptyTemplate('error', alertIcon, words.failed, words.failedHint, againTemplate(common.retry, retry))
      : emptyTemplate('error', alertIcon, words.unavailable, words.unavailableHint);
  }

  /** Why nothing at all is offered. */
  refused({ common, retry }: PickerView, { reason, message }: DeliveryOptions): TemplateResult | null {
    const words = this.#says;
    if (!words) return nothing;
    const known = words.refusedAll[(reason ?? 'FULL') as keyof typeof words.refusedAll];
    const icon = reason === 'OUTSIDE_TERRITORY' || reason === 'UNKNOWN_ADDRESS' ? pinIcon : clockIcon;
    return emptyTemplate('empty', icon, known ?? message ?? words.unavailable, words.refusedHint, againTemplate(common.retry, retry));
  }

  /** Something happened to the choice, with windows to take instead. */
  notice(view: PickerView, { kind, alternatives }: Notice): TemplateResult | null {
    const words = this.#says;
    if (!words) return nothing;
    const hints = { gone: words.goneHint, expired: words.expiredHint, moved: words.goneHint, holdFailed: '' };
    const hint = alternatives.length || kind === 'expired' ? hints[kind] : words.goneNothing;
    return html`<div part="notice" class="notice">
      <b>${words[kind]}</b>
      ${hint ? html`<p>${hint}</p>` : nothing}
      ${alternatives.length
        ? html`<div class="choices">
            ${alternatives.map(
              (option) => html`<button type="button" part="alternative" class="action plain" ?disabled=${view.disabled} @click=${() => view.choose(option)}>
                ${dayName(option, view)}, ${formatWindow(option.window, view.locale)} · ${priceText(option, view.locale, view.common)}
              </button>`,
            )}
          </div>`
        : nothing}
    </div>`;
  }

  get #says(): typeof Words | undefined {
    return this.#words.speak(this.locale())?.words.trouble;
  }
}

function againTemplate(retry: string, again: () => void): TemplateResult {
  return html`<button type="button" class="action plain" @click=${again}>${retry}</button>`;
}
