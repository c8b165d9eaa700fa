import type { ReactiveControllerHost } from '../../internal/render/reactive-element.ts';
import { isRefusal, type Refusal } from '../../internal/api.ts';
import { toFailure, type Failure } from '../../internal/failure.ts';
import type { DeliveryOption, DeliveryTracking } from '../../internal/types.ts';

/** Choosing a window for another attempt, and booking it. */
export class RebookController {
  chosen: DeliveryOption | undefined;
  isBooking = false;
  /** What went wrong last. */
  problem: 'bookGone' | 'bookFailed' | 'bookPick' | undefined;
  /** Offered instead of what the delivery's view says, after a window was gone. */
  alternatives: readonly DeliveryOption[] | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly send: (quote: string, optionId: string) => Promise<DeliveryTracking | Refusal>,
    private readonly on: { readonly booked: (tracking: DeliveryTracking) => void; readonly failed: (failure: Failure) => void },
  ) {}

  choose(option: DeliveryOption): void {
    this.chosen = option;
    this.problem = undefined;
    this.host.requestUpdate();
  }

  /** Books the chosen window. A second call while one is under way does nothing. */
  async book(quote: string): Promise<void> {
    if (this.isBooking) return;
    this.problem = this.chosen ? undefined : 'bookPick';
    if (this.chosen) {
      this.isBooking = true;
      this.host.requestUpdate();
      try {
        const answer = await this.send(quote, this.chosen.id);
        if (isRefusal(answer)) {
          this.problem = answer.code === 'WINDOW_GONE' ? 'bookGone' : 'bookFailed';
          if (answer.alternatives.length) this.alternatives = answer.alternatives;
          this.on.failed(toFailure(answer));
        } else {
          this.alternatives = undefined;
          this.on.booked(answer);
        }
        this.chosen = undefined;
      } catch (error) {
        this.problem = 'bookFailed';
        this.on.failed(toFailure(error));
      }
      this.isBooking = false;
    }
    this.host.requestUpdate();
  }
}
