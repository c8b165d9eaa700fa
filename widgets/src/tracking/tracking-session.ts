import type { RecipientApi } from '../internal/api.ts';
import { buttonStyles } from '../internal/button.styles.ts';
import { emptyStyles } from '../internal/empty.styles.ts';
import { emptyTemplate } from '../internal/empty.template.ts';
import { pinIcon } from '../internal/pin-icon.ts';
import { alertIcon } from '../internal/trouble-icons.ts';
import { connectRecipient } from '../internal/client/recipient.ts';
import { html, type TemplateResult } from '../internal/render/template.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import type { Spoken } from '../translations/languages.ts';
import { FollowController } from './follow.controller.ts';
import { headline, type Headline } from './headline.ts';
import { loadBaseMap } from './map/base-map.ts';
import { mapStyles } from './map/map.styles.ts';
import { MapPicture } from './map/map.templates.ts';
import type { DoorstepTracking, TrackingDetail } from './tracking.ts';
import { trackingStyles } from './tracking.styles.ts';
import { trackingTemplate, type TrackingWords } from './tracking.templates.ts';
import type { Visit } from './visit/visit.ts';

export const sessionStyles = [buttonStyles, emptyStyles, trackingStyles, mapStyles];

/** The van is at the door or the delivery is over: what belongs to that is fetched when it comes to it. */
const VISITED = ['ARRIVED', 'DELIVERED', 'ATTEMPT_FAILED', 'RETURNING', 'RETURNED', 'CANCELED'];

/** All that the tracking element does after its first paint: follows, tells, and draws what came. */
export class TrackingSession {
  /** Resolves when what is being fetched is there. */
  loading: Promise<unknown> | undefined;

  #api: RecipientApi | undefined;
  #followed = '';
  #mapUrl = '';
  #told = '';
  #visit: Visit | undefined;
  readonly #map = new MapPicture();
  readonly #follow: FollowController;

  constructor(private readonly element: DoorstepTracking) {
    this.#follow = new FollowController(element, () => this.#connect(), {
      changed: (tracking) => void this.#changed(tracking),
      failed: (failure) => element.emit('doorstep-error', failure),
    });
  }

  get tracking(): DeliveryTracking | undefined {
    return this.#follow.tracking;
  }

  /** Follows what the element's properties name now. */
  follow(): void {
    const { apiUrl, trackingToken, baseMapUrl } = this.element;
    const wanted = `${apiUrl} ${trackingToken}`;
    if (wanted !== this.#followed) {
      this.#followed = wanted;
      this.#api = undefined;
      this.#follow.start();
    }
    if (baseMapUrl && baseMapUrl !== this.#mapUrl) {
      void loadBaseMap(baseMapUrl).then((map) => {
        if (baseMapUrl === this.element.baseMapUrl) this.element.baseMap = map;
      });
    }
    this.#mapUrl = baseMapUrl;
  }

  /** Undefined while there is nothing to show yet. */
  template(spoken: Spoken<TrackingWords>): TemplateResult | undefined {
    const { words, common } = spoken.words;
    const { tracking, failure } = this.#follow;
    const { baseMap, tileUrl, tileAttribution } = this.element;
    if (tracking) {
      return trackingTemplate({
        tracking, words, common,
        locale: spoken.locale,
        headline: this.#headline(tracking, spoken),
        follow: this.#follow,
        visit: this.#visit?.template(tracking, common, this.#follow.now),
        act: (what) => void this.#act(what),
        map: this.#map.template(tracking, { baseMap, tileUrl, tileAttribution, words, locale: spoken.locale, redraw: () => this.element.requestUpdate() }),
      });
    }
    if (!failure) return undefined;
    return failure.retryable
      ? emptyTemplate('error', alertIcon, words.failed, words.failedHint, html`<button class="action plain" @click=${() => this.#follow.start()}>${common.retry}</button>`)
      : emptyTemplate('error', pinIcon, words.unknownLink, words.unknownLinkHint);
  }

  #headline(tracking: DeliveryTracking, { words: { words }, locale }: Spoken<TrackingWords>): Headline {
    if (!VISITED.includes(tracking.state)) return headline(tracking, this.#follow.now, words, locale);
    const title = words.states[tracking.state as keyof typeof words.states];
    return this.#visit?.headline(tracking, this.#follow.now) ?? { title, detail: '', tone: 'calm' };
  }

  #connect(): RecipientApi {
    const { apiUrl, trackingToken } = this.element;
    if (!apiUrl || !trackingToken) {
      throw Object.assign(new Error('Set api-url and tracking-token.'), { code: 'NOT_CONFIGURED' });
    }
    return (this.#api ??= connectRecipient(apiUrl, trackingToken));
  }

  /** Minutes tick by silently; another state is told. */
  async #changed(tracking: DeliveryTracking): Promise<void> {
    this.element.emit('doorstep-change', { tracking } satisfies TrackingDetail);
    if (tracking.state === this.#told) return;
    this.#told = tracking.state;
    if (VISITED.includes(tracking.state)) await this.#load();
    const spoken = this.element.spoken;
    if (!spoken) return;
    const { title, detail } = this.#headline(tracking, spoken);
    this.element.announce(`${title}. ${detail}`);
  }

  /** What the recipient wants to change is fetched when it is asked for. */
  async #act(what: 'changeWindow' | 'tellDriver'): Promise<void> {
    await this.#load();
    await this.#visit?.[what]();
  }

  /** Without what belongs to the visit, the state is still told in the words that are there. */
  async #load(): Promise<void> {
    const { element } = this;
    this.loading ??= import('./visit/visit.ts').then(
      async ({ Visit, visitStyles }) => {
        element.addStyles(...visitStyles);
        const visit = new Visit(this.element, {
          api: () => this.#connect(),
          locale: () => element.spoken?.locale ?? 'en',
          booked: (changed) => this.#follow.take(changed),
          failed: (failure) => element.emit('doorstep-error', failure),
        });
        await visit.whenLoaded;
        this.#visit = visit;
        this.element.requestUpdate();
      },
    ).catch(() => (this.loading = undefined));
    await this.loading;
  }
}
