import { capital, formatDay } from '../../internal/format.ts';
import { optionRow } from '../../internal/option-row.ts';
import { html, nothing, type TemplateResult } from '../../internal/render/template.ts';
import type { DeliveryOption } from '../../internal/types.ts';
import type { common as Common } from '../../translations/en/common.ts';
import type { visit } from '../../translations/en/visit.ts';
import type { RebookController } from './rebook.controller.ts';

/** Windows to book instead; one day stands open. */
export interface RebookView {
  readonly title: string;
  readonly rebook: RebookController;
  readonly quote: string;
  readonly options: readonly DeliveryOption[];
  readonly words: typeof visit;
  readonly common: typeof Common;
  readonly locale: string;
  /** Closes it without a change; left out where there is no window to keep. */
  readonly keep?: () => void;
  /** Milliseconds of the server's time. */
  readonly now: number;
}

export function rebookTemplate({ title, rebook, quote, options, words, common, locale, now, keep }: RebookView): TemplateResult {
  const open = (rebook.alternatives ?? options).filter(({ available }) => available);
  const service = new Set(open.map(({ serviceLevel }) => serviceLevel.id)).size > 1 ? 'shown' : 'left out';
  const row = (option: DeliveryOption) =>
    optionRow({ option, checked: option.id === rebook.chosen?.id, disabled: rebook.isBooking, locale, words: common, service, choose: (it) => rebook.choose(it) });
  return html`<form part="reattempt" class="reattempt" @submit=${(event: Event) => (event.preventDefault(), rebook.book(quote))}>
    <fieldset>
      <legend class="title">${title}</legend>
      ${[...new Set(open.map(({ date }) => date))].map((date, index) => html`<details name="day" ?open=${index === 0}>
        <summary>${capital(formatDay(date, now, open[0]!.window.timeZone, locale))}</summary>
        <div class="rows">${open.filter((option) => option.date === date).map(row)}</div>
      </details>`)}
    </fieldset>
    ${rebook.problem ? html`<p class="wrong" role="alert">${words[rebook.problem]}</p>` : nothing}
    ${keep ? html`<button type="button" class="action plain" @click=${keep}>${words.keep}</button>` : nothing}
    <button part="book" class="action" aria-disabled=${rebook.isBooking}>${rebook.isBooking ? words.booking : words.book}</button>
  </form>`;
}
