import { html, nothing, type TemplateResult } from '../internal/render/template.ts';
import { capital, foreignZone, formatCountdown, formatDate, formatDay, formatWindow } from '../internal/format.ts';
import { checkIcon } from '../internal/icons.ts';
import { optionRow, type OptionRow } from '../internal/option-row.ts';
import type { DeliveryOption } from '../internal/types.ts';
import type * as Words from '../translations/en/picker.ts';
import type { ChoiceController } from './choice.controller.ts';
import { isSameWindow } from './hold.controller.ts';
import { skeletonTemplate } from './skeleton.template.ts';
import type { Trouble } from './trouble/trouble.ts';

/** Everything the picker says, in one language. */
export type PickerWords = typeof Words;

/** What the picker's pictures are made of. */
export interface PickerView {
  readonly locale: string;
  readonly words: PickerWords['words'];
  readonly common: PickerWords['common'];
  readonly now: number;
  readonly disabled: boolean;
  readonly choice: ChoiceController;
  readonly choose: (option: DeliveryOption) => void;
  readonly retry: () => void;
  /** Says what went wrong, once it has been fetched. */
  readonly trouble: Trouble | undefined;
  /** It can't be fetched. */
  readonly isHelpless: boolean;
}

/** More refused windows than these are folded away, so that they don't stand before what can be chosen. */
const MOST_REFUSED_SHOWN = 3;

/** From here on the shopper is offered more time. */
const SOON_SECONDS = 120;

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
  const { choice, words, common, choose, retry, trouble, isHelpless } = view;
  const { answer, status, hold, notice, failure } = choice;
  // Should what is to be said not be had either: the page's own link, and another try.
  const meanwhile = isHelpless
    ? html`<slot></slot><p><button type="button" class="action plain" @click=${retry}>${common.retry}</button></p>`
    : skeletonTemplate(words.loading);
  if (status === 'idle') return html`<p part="empty" class="foot muted">${words.needAddress}</p>`;
  if (status === 'failed' && failure) return trouble?.failed(view, failure) ?? meanwhile;
  if (!answer) return skeletonTemplate(words.loading);
  const days = daysOf(answer.options);
  const day = days.find(({ date }) => date === choice.day) ?? days[0];
  if (!day || answer.reason) return trouble?.refused(view, answer) ?? meanwhile;
  return html`${daysTemplate(view, days, day.date, (date) => choice.showDay(date))}
    ${notice ? trouble?.notice(view, notice) : nothing}
    <div class=${status === 'loading' ? 'busy' : ''} aria-busy=${status === 'loading'}>
      ${windowsTemplate(view, day, (option) => isSameWindow(option, hold.chosen), choose)}
    </div>
    ${hold.chosen ? heldTemplate(view, hold.chosen, hold) : nothing}`;
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
    ${options.map((option) => optionRow({ option, checked: isChosen(option), disabled, locale, words: common, service, group: `${group}-${choice.round}`, green: words.greenest, choose }))}
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

/** Being reserved, or reserved and for how long; when that is soon over, a button that keeps it longer. */
export function heldTemplate(view: PickerView, chosen: DeliveryOption, { holding, secondsLeft, hold }: ChoiceController['hold']): TemplateResult {
  const { words, locale, choice } = view;
  if (holding) return html`<div part="hold" class="held">${words.holding}</div>`;
  const isSoon = secondsLeft <= SOON_SECONDS;
  return html`<div part="hold" class="held ${isSoon ? 'soon' : ''}">
    ${checkIcon}
    <div>
      <b>${words.held}</b>
      <p class="small muted">${dayName(chosen, view)}, ${formatWindow(chosen.window, locale)}. ${(choice.cantExtend && view.trouble?.extendRefused) || words.heldUntilPaid}</p>
    </div>
    <time part="countdown" role="timer" aria-label=${words.heldFor(formatCountdown(secondsLeft))}>${formatCountdown(secondsLeft)}</time>
    ${isSoon && hold?.extensionsLeft && !choice.cantExtend
      ? html`<button type="button" part="extend" class="action plain" @click=${() => choice.extend()}>${words.extend}</button>`
      : nothing}
  </div>`;
}

/** "Today", "Tomorrow" or "Mon, Nov 23". */
export function dayName({ date, window }: DeliveryOption, { locale, now }: PickerView): string {
  return capital(formatDay(date, now, window.timeZone, locale, { weekday: 'short', day: 'numeric', month: 'short' }));
}
