import type { RecipientApi } from '../../internal/api.ts';
import { controlsStyles } from '../../internal/controls.styles.ts';
import { toFailure, type Failure } from '../../internal/failure.ts';
import type { TemplateResult } from '../../internal/render/template.ts';
import type { DeliveryTracking } from '../../internal/types.ts';
import type { common as Common } from '../../translations/en/common.ts';
import type { visit as Words } from '../../translations/en/visit.ts';
import { visitLanguages } from '../../translations/languages.ts';
import { WordsController } from '../../translations/words.controller.ts';
import type { Headline } from '../headline.ts';
import type { DoorstepTracking } from '../tracking.ts';
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

/** At the door and after it: what became of the delivery, its proof, and another window after a failed attempt. */
export class Visit {
  readonly #words: WordsController<{ readonly visit: typeof Words }>;
  readonly #rebook: RebookController;

  constructor(
    element: DoorstepTracking,
    private readonly hooks: VisitHooks,
  ) {
    this.#words = new WordsController(visitLanguages, { come: () => element.requestUpdate(), failed: (error) => hooks.failed(toFailure(error)) });
    this.#rebook = new RebookController(element, hooks.api, { booked: hooks.booked, failed: hooks.failed });
    this.#words.speak(hooks.locale());
  }

  /** Resolves when there are words. */
  get whenLoaded(): Promise<void> | undefined {
    return this.#words.loading;
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
    return undefined;
  }
}
