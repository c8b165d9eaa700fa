import { html, nothing, type TemplateResult } from 'lit';
import { capital, foreignZone, formatCountdown, formatDate, formatDay, formatWindow } from '../internal/format.ts';
import { emptyTemplate } from '../internal/empty.template.ts';
import { checkIcon } from '../internal/icons.ts';
import { optionRow, priceText, type OptionRow } from '../internal/option-row.ts';
import type { DeliveryOption, DeliveryOptions } from '../internal/types.ts';
import type * as en from '../translations/en.ts';
import type { ChoiceController } from './choice.controller.ts';
import { isSameWindow } from './hold.controller.ts';

/** What the picker's pictures are made of. */
export interface PickerView {
  readonly locale: string;
  readonly words: typeof en.picker;
  readonly common: typeof en.common;
  readonly now: number;
  readonly disabled: boolean;
  readonly choice: ChoiceController;
  readonly choose: (option: DeliveryOption) => void;
  readonly retry: () => void;
}

/** More refused windows than these are folded away, so that they don't stand before what can be chosen. */
const MOST_REFUSED_SHOWN = 3;

const byStart = (a: DeliveryOption, b: DeliveryOption) =>
  Date.parse(a.window.start) - Date.parse(b.window.start) || Date.parse(a.window.end) - Date.parse(b.window.end);

/** A day of the answer with its windows, earliest first. */
export interface PickerDay {
  readonly date: string;
  readonly options: readonly DeliveryOption[];
  /** How many of them can be chosen. */
  readonly open: number;
}

/** Groups options by local date. */
export function daysOf(options: readonly DeliveryOption[]): PickerDay[] {
  return [...new Set(options.map(({ date }) => date))].map((date) => {
    const ofDay = options.filter((option) => option.date === date).sort(byStart);
    return { date, options: ofDay, open: ofDay.filter(({ available }) => available).length };
  });
}

/** Windows of one service level together, in the order of the first of each. */
function levelsOf(options: readonly DeliveryOption[]): DeliveryOption[][] {
  const levels = new Map<string, DeliveryOption[]>();
  for (const option of options) levels.set(option.serviceLevel.id, [...(levels.get(option.serviceLevel.id) ?? []), option]);
  return [...levels.values()];
}

/** Everything under the heading. */
export function bodyTemplate(view: PickerView): TemplateResult {
  const { choice, words, common, choose, retry } = view;
  const { answer, status, hold, notice, failure } = choice;
  const again = html`<button type="button" class="action plain" @click=${retry}>${common.retry}</button>`;
  if (status === 'idle') return emptyTemplate('empty', 'pin', words.needAddress);
  if (status === 'failed' && failure) {
    return failure.retryable
      ? emptyTemplate('error', 'alert', words.failed, words.failedHint, again)
      : emptyTemplate('error', 'alert', words.unavailable, words.unavailableHint);
  }
  if (!answer) return loadingTemplate(view);
  const days = daysOf(answer.options);
  const day = days.find(({ date }) => date === choice.day) ?? days[0];
  if (!day || answer.reason) return refusedTemplate(view, answer, again);
  const hints = { gone: words.goneHint, expired: words.expiredHint, moved: words.goneHint, holdFailed: '' };
  const hint = notice && (notice.alternatives.length || notice.kind === 'expired' ? hints[notice.kind] : words.goneNothing);
  return html`${daysTemplate(view, days, day.date, (date) => choice.showDay(date))}
    ${notice ? noticeTemplate(view, words[notice.kind], hint ?? '', notice.alternatives) : nothing}
    <div class=${status === 'loading' ? 'busy' : ''} aria-busy=${status === 'loading'}>
      ${windowsTemplate(view, day, (option) => isSameWindow(option, hold.chosen), choose)}
    </div>
    ${hold.chosen ? heldTemplate(view, hold.chosen, hold.holding, hold.secondsLeft) : nothing}`;
}

export function loadingTemplate({ words }: PickerView): TemplateResult {
  return html`<div part="loading" class="skeleton" role="status">
    <span class="unseen">${words.loading}</span>
    <div class="strip">${[1, 2, 3, 4, 5].map(() => html`<div class="bone"></div>`)}</div>
    ${[1, 2, 3].map(() => html`<div class="bone"></div>`)}
  </div>`;
}

/** Why nothing at all is offered. */
export function refusedTemplate({ words }: PickerView, { reason, message }: DeliveryOptions, retry: unknown): TemplateResult {
  const known = words.refusedAll[(reason ?? 'FULL') as keyof typeof words.refusedAll];
  const icon = reason === 'OUTSIDE_TERRITORY' || reason === 'UNKNOWN_ADDRESS' ? 'pin' : 'clock';
  return emptyTemplate('empty', icon, known ?? message ?? words.unavailable, words.refusedHint, retry);
}

/** The days as tabs: arrows, Home and End move, Tab leads on into the windows. */
export function daysTemplate(
  view: PickerView, days: readonly PickerDay[], selected: string, select: (date: string) => void,
): TemplateResult {
  const { words, locale } = view;
  const onKey = (event: KeyboardEvent) => {
    const strip = event.currentTarget as HTMLElement;
    const forward = getComputedStyle(strip).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const at = days.findIndex(({ date }) => date === selected);
    const last = days.length - 1;
    const moves: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at - 1, Home: 0, End: last, [forward]: at + 1 };
    const target = days.at((moves[event.key] ?? NaN) % days.length);
    if (!(event.key in moves) || !target) return;
    event.preventDefault();
    select(target.date);
    strip.querySelectorAll<HTMLElement>('[role=tab]')[days.indexOf(target)]?.focus();
  };
  return html`<div part="days" class="days" role="tablist" aria-label=${words.days} @keydown=${onKey}>
    ${days.map(({ date, open, options }) => {
      const name = capital(formatDay(date, view.now, options[0]!.window.timeZone, locale, { weekday: 'short' }));
      const isSelected = date === selected;
      return html`<button
        type="button"
        part="day ${isSelected ? 'day-selected' : ''}"
        class="day ${open ? 'has-room' : ''}"
        role="tab"
        id="day-${date}"
        aria-controls="windows"
        aria-selected=${isSelected}
        tabindex=${isSelected ? 0 : -1}
        @click=${({ currentTarget }: Event) => {
          select(date);
          (currentTarget as Element).scrollIntoView({ block: 'nearest', inline: 'nearest' });
        }}
      >
        <span class="small">${name}</span>
        <b>${formatDate(date, locale, { day: 'numeric' })}</b>
        <span class="unseen">${formatDate(date, locale, { month: 'long' })}</span>
        <span class="small count">${words.windowCount(open)}</span>
      </button>`;
    })}
  </div>`;
}

/** The windows of one day as native radios, by service level. */
export function windowsTemplate(
  view: PickerView, day: PickerDay, isChosen: (option: DeliveryOption) => boolean, choose: (option: DeliveryOption) => void,
): TemplateResult {
  const { words, common, locale, disabled, choice } = view;
  const zone = foreignZone(day.options[0]!.window, locale);
  const refused = day.options.filter(({ available }) => !available);
  const folded = refused.length > MOST_REFUSED_SHOWN ? refused : [];
  const levels = levelsOf(day.options.filter((option) => !folded.includes(option)));
  const several = levelsOf(day.options).length > 1;
  const rows = (options: readonly DeliveryOption[], service: OptionRow['service'], group = 'window') => html`<div class="rows">
    ${options.map((option) => optionRow({ option, checked: isChosen(option), disabled, locale, words: common, service, group: `${group}-${choice.round}`, choose }))}
  </div>`;
  return html`<div part="windows" id="windows" role="tabpanel" aria-labelledby="day-${day.date}">
    <fieldset ?disabled=${disabled}>
      <legend>${formatDate(day.date, locale, { weekday: 'long', day: 'numeric', month: 'long' })}</legend>
      ${day.open ? nothing : html`<p class="muted">${words.nothingThisDay}</p>`}
      ${levels.map((options) => html`${several ? html`<p class="level small muted" aria-hidden="true">${options[0]!.serviceLevel.name}</p>` : nothing}
        ${rows(options, several ? 'unseen' : 'left out')}`)}
      ${folded.length
        ? html`<details part="refused"><summary class="small">${words.refusedCount(folded.length)}</summary>${rows(folded, several ? 'shown' : 'left out', 'refused')}</details>`
        : nothing}
    </fieldset>
    ${zone ? html`<p part="zone" class="muted small foot">${common.inZone(zone)}</p>` : nothing}
  </div>`;
}

/** Being reserved, or reserved and for how long. */
export function heldTemplate(view: PickerView, chosen: DeliveryOption, holding: boolean, secondsLeft: number): TemplateResult {
  const { words, locale } = view;
  if (holding) return html`<div part="hold" class="held"><span class="spin"></span><div>${words.holding}</div></div>`;
  return html`<div part="hold" class="held ${secondsLeft <= 60 ? 'soon' : ''}">
    ${checkIcon}
    <div>
      <b>${words.held}</b>
      <p class="small muted">${dayName(chosen, view)}, ${formatWindow(chosen.window, locale)}. ${words.heldUntilPaid}</p>
    </div>
    <time part="countdown" role="timer" aria-label=${words.heldFor(formatCountdown(secondsLeft))}>${formatCountdown(secondsLeft)}</time>
  </div>`;
}

/** Something happened to the choice, with windows to take instead. */
export function noticeTemplate(
  view: PickerView, title: string, hint: string, alternatives: readonly DeliveryOption[],
): TemplateResult {
  return html`<div part="notice" class="notice">
    <b>${title}</b>
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

/** "Today", "Tomorrow" or "Mon, Nov 23". */
function dayName({ date, window }: DeliveryOption, { locale, now }: PickerView): string {
  return capital(formatDay(date, now, window.timeZone, locale, { weekday: 'short', day: 'numeric', month: 'short' }));
}
