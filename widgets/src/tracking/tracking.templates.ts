import { html, nothing, type TemplateResult } from '../internal/render/template.ts';
import {
  capital, foreignZone, formatDay, formatRange, formatSpan, formatTime, formatWindow, localDate,
} from '../internal/format.ts';
import { checkIcon } from '../internal/icons.ts';
import { bikeIcon, vanIcon } from '../internal/vehicle-icons.ts';
import { alertIcon } from '../internal/trouble-icons.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import type * as Words from '../translations/en/tracking.ts';
import { clockDial } from './clock-dial.ts';
import type { FollowController } from './follow.controller.ts';
import { dayOf, type Headline } from './headline.ts';

const SECOND = 1000;
/** A view or position older than this is told with its age. */
const FRESH_SECONDS = 20;
/** From this ratio of width to height on a logo is taken for a word mark. */
const WIDE_LOGO = 2;
const ON_THE_WAY = ['OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED'];
const ENDED = ['DELIVERED', 'RETURNED', 'CANCELED'];
const NOT_COMING = [...ENDED, 'RETURNING', 'ATTEMPT_FAILED'];

/** Everything the element says until the delivery is over, in one language. */
export type TrackingWords = typeof Words;

/** What the tracking element's pictures are made of. */
export interface TrackingTemplateView {
  readonly tracking: DeliveryTracking;
  readonly headline: Headline;
  readonly follow: FollowController;
  /** What belongs to a visit at the door, when there was one. */
  readonly visit: unknown;
  readonly map: unknown;
  /** Opens what the recipient can change. */
  readonly act: (what: 'changeWindow' | 'tellDriver') => void;
  readonly locale: string;
  readonly words: TrackingWords['words'];
  readonly common: TrackingWords['common'];
}

/** The whole card, most wanted first. */
export function trackingTemplate(view: TrackingTemplateView): TemplateResult {
  const { tracking, words, map, visit } = view;
  const { brand, state } = tracking;
  const { title, detail, tone } = view.headline;
  return html`<header part="brand" class="brand">
      <div>${brand.logoUrl ? html`<img part="logo" src=${brand.logoUrl} alt="" @load=${nameIcon} />` : nothing}<b>${brand.name}</b></div>
      <span class="muted small">${words.order(tracking.reference)}</span>
    </header>
    <div part="headline" class="headline ${tone}">
      <div id="title" class="says">${title}</div>
      ${detail ? html`<p>${tone === 'late' || tone === 'bad' ? alertIcon : nothing}${detail}</p>` : nothing}
    </div>
    ${visit}
    ${NOT_COMING.includes(state) ? nothing : html`${pinTemplate(view)}${state === 'ARRIVED' ? nothing : clocksTemplate(view)}${map}${driverTemplate(view)}`}
    ${ENDED.includes(state) ? html`<slot name="rating"></slot>` : actionsTemplate(view)}
    ${stepsTemplate(view)} ${ENDED.includes(state) ? nothing : connectionTemplate(view)}`;
}

/** A logo that is wide has the name in it; beside an icon it is written. Screen readers always have it. */
function nameIcon({ target }: Event): void {
  const { naturalWidth, naturalHeight, nextElementSibling } = target as HTMLImageElement;
  nextElementSibling!.classList.toggle('unseen', naturalWidth >= WIDE_LOGO * naturalHeight);
}

/** What the recipient can do, as far as the link allows it. */
function actionsTemplate({ tracking: { state, linkScopes = [], feeds }, words, act }: TrackingTemplateView): TemplateResult {
  const canChange = (scope: string) => linkScopes.includes(scope) && !NOT_COMING.includes(state) && state !== 'ARRIVED';
  const button = (label: string, what: Parameters<typeof act>[0]) => html`<button class="action plain" @click=${() => act(what)}>${label}</button>`;
  return html`<div part="actions" class="actions">
    ${canChange('RESCHEDULE') && !ON_THE_WAY.includes(state) ? button(words.change, 'changeWindow') : nothing}
    ${canChange('INSTRUCTIONS') ? button(words.tell, 'tellDriver') : nothing}
    ${feeds ? html`<a class="action plain" href=${feeds.calendarUrl}>${words.calendar}</a>` : nothing}
    <slot name="actions"></slot>
    ${canChange('INSTRUCTIONS') ? html`<slot name="instructions"></slot><slot name="safe-place"></slot>` : nothing}
    ${ON_THE_WAY.includes(state) ? html`<slot name="chat"></slot>` : nothing}
  </div>`;
}

/** What the driver asks for at the door. */
function pinTemplate({ tracking: { pin }, words }: TrackingTemplateView): TemplateResult | typeof nothing {
  return pin ? html`<p part="pin" class="pin-code"><span>${words.pin}</span> <b>${pin}</b></p>` : nothing;
}

/** What was promised and what is likely, as two clocks. */
function clocksTemplate({ tracking, words, locale, follow, common }: TrackingTemplateView): TemplateResult {
  const { window, estimate, noEstimateReason } = tracking;
  const { timeZone } = window;
  const zone = foreignZone(window, locale);
  const day = dayOf(window.start, tracking, follow.now, locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return html`<dl part="clocks" class="clocks">
      <div part="promised">
        ${clockDial(window.start, window.end, timeZone)}
        <dt class="muted small">${words.promised}</dt>
        <dd><b>${formatWindow(window, locale)}</b> <span class="small muted">${capital(day)}</span></dd>
      </div>
      <div part="estimate" class="estimate">
        ${estimate
          ? html`${clockDial(estimate.p10, estimate.p90, timeZone, estimate.p50)}
              <dt class="muted small">${words.estimated}</dt>
              <dd>
                <b>${formatTime(estimate.p50, timeZone, locale)}</b>
                <span class="small muted"><span class="unseen">${words.likely}</span> ${formatRange(estimate.p10, estimate.p90, timeZone, locale)}</span>
              </dd>`
          : html`<dt class="muted small">${words.estimated}</dt>
              <dd class="small muted">${noEstimateReason ?? words.noEstimate}</dd>`}
      </div>
    </dl>
    ${zone ? html`<p part="zone" class="muted small">${common.inZone(zone)}</p>` : nothing}`;
}

function driverTemplate({ tracking, words }: TrackingTemplateView): TemplateResult | typeof nothing {
  const { driverFirstName, vehicleKind, state } = tracking;
  if (!ON_THE_WAY.includes(state)) return nothing;
  const vehicle = words.vehicles[(vehicleKind ?? 'VAN') as keyof typeof words.vehicles] ?? words.vehicles.VAN;
  return html`<div part="driver" class="driver">
    ${vehicleKind === 'CARGO_BIKE' ? bikeIcon : vanIcon}
    <b>${driverFirstName ? words.driverOn(driverFirstName, vehicle) : words.someoneOn(vehicle)}</b>
  </div>`;
}

function stepsTemplate({ tracking, words, locale, follow }: TrackingTemplateView): TemplateResult {
  const { timeZone } = tracking.window;
  const when = (at: string) => {
    const date = localDate(Date.parse(at), timeZone);
    const time = formatTime(at, timeZone, locale);
    if (date === localDate(follow.now, timeZone)) return time;
    return `${capital(formatDay(date, follow.now, timeZone, locale, { day: 'numeric', month: 'short' }))}, ${time}`;
  };
  return html`<ol part="steps" class="steps" aria-label=${words.steps}>
    ${tracking.steps.map(({ state, status, at }) => html`<li part="step" class=${status.toLowerCase()} aria-current=${status === 'CURRENT' ? 'step' : nothing}>
        <span class="dot">${status === 'DONE' ? checkIcon : nothing}</span>
        <span>${words.states[state as keyof typeof words.states] ?? state}
          <span class="unseen">(${words.stepStatus[status as keyof typeof words.stepStatus] ?? status})</span></span>
        ${at ? html`<time class="muted small" datetime=${at}>${when(at)}</time>` : nothing}
      </li>`)}
  </ol>`;
}

/** Live, or how old what shows is. */
function connectionTemplate({ follow, tracking, words, locale }: TrackingTemplateView): TemplateResult {
  const { connection, age } = follow;
  const seen = tracking.vehiclePosition && Math.round((follow.now - Date.parse(tracking.vehiclePosition.recordedAt)) / SECOND);
  const how = connection === 'live' ? words.live : connection === 'connecting' ? words.connecting : words.reconnecting;
  const said = seen != null ? words.lastSeen : words.lastUpdate;
  const old = seen ?? age;
  return html`<p part="connection" class="connection small muted ${connection}">
    ${how} · ${old < FRESH_SECONDS ? words.justNow : said(formatSpan(old, locale))}
  </p>`;
}
