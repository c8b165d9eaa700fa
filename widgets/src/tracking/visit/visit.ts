import type { RecipientApi } from '../../internal/api.ts';
import { changeInstructions, offerChange, rebook, reschedule, type ChangeOffer } from '../../internal/client/changes.ts';
import { controlsStyles } from '../../internal/controls.styles.ts';
import { toFailure, type Failure } from '../../internal/failure.ts';
import { html, type TemplateResult } from '../../internal/render/template.ts';
import type { DeliveryTracking } from '../../internal/types.ts';
import type { common as Common } from '../../translations/en/common.ts';
import type { visit as Words } from '../../translations/en/visit.ts';
import { visitLanguages } from '../../translations/languages.ts';
import { WordsController } from '../../translations/words.controller.ts';
import type { Headline } from '../headline.ts';
import type { DoorstepTracking } from '../tracking.ts';
import { instructionsTemplate } from './instructions.template.ts';
import { proofTemplate } from './proof.template.ts';
import { RebookController } from './rebook.controller.ts';
import { rebookTemplate } from './rebook.template.ts';
import { visitHeadline } from './visit-headline.ts';
import { visitStyles as ownStyles } from './visit.styles.ts';

/** What the tracking session does for a visit. */
export interface VisitHooks {
  readonly api: () => RecipientApi;
  readonly locale: () => string;
  readonly booked: (tracking: DeliveryTracking) => void;
  readonly failed: (failure: Failure) => void;
}

export const visitStyles = [controlsStyles, ownStyles];

/** At the door and after it: what became of the delivery and its proof; and what the recipient changes: the window, what the driver knows. */
export class Visit {
  readonly #words: WordsController<{ readonly visit: typeof Words }>;
  readonly #rebook: RebookController;
  readonly #change: RebookController;
  /** Open while the recipient changes something. */
  #open: 'window' | 'instructions' | undefined;
  #offer: ChangeOffer | undefined;
  #sent: 'sent' | 'notSent' | undefined;

  constructor(
    private readonly element: DoorstepTracking,
    private readonly hooks: VisitHooks,
  ) {
    const { api, booked, failed } = hooks;
    this.#words = new WordsController(visitLanguages, { come: () => element.requestUpdate(), failed: (error) => failed(toFailure(error)) });
    this.#rebook = new RebookController(element, (quote, optionId) => rebook(api(), quote, optionId), { booked, failed });
    this.#change = new RebookController(element, (quote, optionId) => reschedule(api(), quote, optionId), {
      failed,
      booked: (tracking) => {
        this.#open = undefined;
        booked(tracking);
        element.announce(this.#says?.booked ?? '');
      },
    });
    this.#words.speak(hooks.locale());
  }

  /** Resolves when there are words. */
  get whenLoaded(): Promise<void> | undefined {
    return this.#words.loading;
  }

  /** Opens the choice of another window, with the fee of each as it is now. */
  async changeWindow(): Promise<void> {
    this.#open = 'window';
    this.#offer = undefined;
    this.element.requestUpdate();
    try {
      this.#offer = await offerChange(this.hooks.api());
    } catch (error) {
      this.#open = undefined;
      this.hooks.failed(toFailure(error));
    }
    this.element.requestUpdate();
  }

  /** Opens what the driver is told. */
  tellDriver(): void {
    this.#open = 'instructions';
    this.#sent = undefined;
    this.element.requestUpdate();
  }

  /** Undefined while the delivery is still to come. `now` in milliseconds of the server's time. */
  headline(tracking: DeliveryTracking, now: number): Headline | undefined {
    const spoken = this.#words.speak(this.hooks.locale());
    return spoken && visitHeadline(tracking, now, spoken.words.visit, spoken.locale);
  }

  template({ state, reattempt, proof }: DeliveryTracking, common: typeof Common, now: number): TemplateResult | undefined {
    const spoken = this.#words.speak(this.hooks.locale());
    if (!spoken) return undefined;
    const { locale, words: { visit: words } } = spoken;
    if (state === 'DELIVERED' && proof) return proofTemplate(words, proof);
    if (state === 'ATTEMPT_FAILED' && reattempt) {
      return rebookTemplate({ ...reattempt, title: words.againTitle, rebook: this.#rebook, words, common, locale, now });
    }
    if (this.#open === 'instructions') return instructionsTemplate(words, this.#sent, (...said) => void this.#tell(...said));
    if (this.#open !== 'window') return undefined;
    if (!this.#offer) return html`<p class="muted" role="status">${words.loadingWindows}</p>`;
    const { quote, options } = this.#offer;
    if (!quote) return html`<p part="reattempt" role="status">${words.changeRefused}</p>`;
    const keep = () => {
      this.#open = undefined;
      this.element.requestUpdate();
    };
    return rebookTemplate({ quote, options, keep, title: words.changeTitle, rebook: this.#change, words, common, locale, now });
  }

  async #tell(instructions: string, safePlace: string): Promise<void> {
    try {
      this.#sent = (await changeInstructions(this.hooks.api(), instructions, safePlace)) ? 'sent' : 'notSent';
    } catch (error) {
      this.#sent = 'notSent';
      this.hooks.failed(toFailure(error));
    }
    this.element.requestUpdate();
  }

  get #says(): typeof Words | undefined {
    return this.#words.speak(this.hooks.locale())?.words.visit;
  }
}
