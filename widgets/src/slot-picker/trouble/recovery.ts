import type { Refusal } from '../../internal/api.ts';
import { toFailure, type Failure } from '../../internal/failure.ts';
import type { DeliveryOption } from '../../internal/types.ts';
import type { ChoiceController, Notice } from '../choice.controller.ts';
import { isSameWindow } from '../hold.controller.ts';

const MOST_ALTERNATIVES = 3;

/** What the recovery of a choice tells. */
export interface RecoveryHooks {
  readonly failed: (failure: Failure) => void;
  readonly notify: (notice: Notice) => void;
}

/** What becomes of a choice when the basket changes, the window is gone, or the quote is too old. */
export class Recovery {
  constructor(
    private readonly choice: ChoiceController,
    private readonly on: RecoveryHooks,
  ) {}

  /**
   * After a change of address or basket: the same window under the new quote, without asking the shopper twice. A window
   * that looks full may be so by our own hold, which is no obstacle to moving it.
   */
  async keep(kept: DeliveryOption): Promise<void> {
    const { hold, offered } = this.choice;
    const same = offered?.options.find((option) => isSameWindow(option, kept));
    if (offered && same && (same.available || (hold.hold && same.reason === 'FULL'))) {
      const outcome = await hold.take(offered.quote, same);
      if (outcome === 'overtaken' || 'hold' in outcome) return;
      this.on.failed(toFailure('error' in outcome ? outcome.error : outcome.refusal));
    }
    // What is held is for another address or basket now.
    await hold.release();
    this.on.notify({ kind: 'moved', alternatives: this.#nearest(kept) });
  }

  /** The window could not be had. An old quote is renewed once, without asking the shopper again. */
  async refused(option: DeliveryOption, refusal: Refusal, isSecondTry: boolean): Promise<void> {
    if (refusal.code.startsWith('QUOTE_') && !isSecondTry) {
      await this.choice.refresh();
      const same = this.choice.offered?.options.find((other) => isSameWindow(other, option));
      if (same?.available) return this.choice.take(same, true);
      return this.on.notify({ kind: 'gone', alternatives: this.#nearest(option) });
    }
    this.on.failed(toFailure(refusal));
    const kind = refusal.code === 'WINDOW_GONE' ? 'gone' : 'holdFailed';
    this.on.notify({ kind, alternatives: refusal.alternatives.slice(0, MOST_ALTERNATIVES) });
    await this.choice.refresh();
  }

  #nearest(option: DeliveryOption): DeliveryOption[] {
    const distance = ({ window }: DeliveryOption) => Math.abs(Date.parse(window.start) - Date.parse(option.window.start));
    const open = this.choice.offered?.options.filter(({ available }) => available) ?? [];
    return open.sort((a, b) => distance(a) - distance(b)).slice(0, MOST_ALTERNATIVES);
  }
}
