import { CountdownController, type CountdownHost } from '../internal/countdown.controller.ts';
import { millisecondsOf } from '../internal/duration.ts';
import { isRefusal, type Refusal, type StorefrontApi } from '../internal/api.ts';
import type { DeliveryOption, Hold } from '../internal/types.ts';

/** Why the hold is as it is now; part of `doorstep-hold`. */
export type HoldReason = 'held' | 'extended' | 'restored' | 'released' | 'expired';

/** What asking for a hold came to: `overtaken` when another choice was made meanwhile. */
export type HoldOutcome = { readonly hold: Hold } | { readonly refusal: Refusal } | { readonly error: unknown } | 'overtaken';

/**
 * The one hold of a picker, as the server last told it. NONE → HOLDING (a window was chosen) → HELD (the server gave it) → NONE
 * (released or run out). From HELD another choice leads over HOLDING to HELD again: the hold is moved in one step, so
 * there is never none and never two. Requests go one after the other; of choices made meanwhile only the last is asked for.
 */
export class HoldController {
  hold: Hold | undefined;
  /** The window chosen: held, or being asked for. */
  chosen: DeliveryOption | undefined;
  holding = false;

  #turn = 0;
  #asking: Promise<unknown> = Promise.resolve();
  readonly #countdown: CountdownController;

  constructor(
    private readonly host: CountdownHost,
    private readonly api: () => StorefrontApi,
    private readonly on: {
      readonly changed: (hold: Hold | undefined, reason: HoldReason) => void;
      readonly milestone: (secondsLeft: number) => void;
    },
  ) {
    this.#countdown = new CountdownController(host, {
      milestone: (secondsLeft) => this.on.milestone(secondsLeft),
      end: () => this.#drop('expired'),
    });
  }

  get secondsLeft(): number {
    return this.#countdown.secondsLeft;
  }

  /** The window shows as chosen from now on; nothing is asked yet, and what is being asked is overtaken. */
  choose(option: DeliveryOption): void {
    this.#turn++;
    this.chosen = option;
    this.holding = true;
    this.host.requestUpdate();
  }

  /** Asks for the window. Resolves when answered; never rejects. */
  async take(quote: string, option: DeliveryOption): Promise<HoldOutcome> {
    this.choose(option);
    const turn = this.#turn;
    const outcome = await this.#queue<HoldOutcome>(() => (turn === this.#turn ? this.#ask(quote, option) : 'overtaken'));
    if (turn !== this.#turn || outcome === 'overtaken') {
      if (outcome !== 'overtaken' && 'hold' in outcome) this.#arriveLate(outcome.hold);
      return 'overtaken';
    }
    this.holding = false;
    if ('hold' in outcome) this.#adopt(outcome.hold, option, 'held');
    else this.chosen = this.hold && optionOf(this.hold);
    this.host.requestUpdate();
    return outcome;
  }

  /** Keeps it longer; undefined when there is nothing to keep. */
  async extend(): Promise<HoldOutcome | undefined> {
    const { hold, chosen } = this;
    if (!hold || !chosen) return undefined;
    const turn = this.#turn;
    const outcome = await this.#queue(() => outcomeOf(this.api().extend(hold.id)));
    if (turn === this.#turn && 'hold' in outcome) this.#adopt(outcome.hold, chosen, 'extended');
    return outcome;
  }

  /** Takes over a hold made earlier, when it still stands. */
  restore(hold: Hold): boolean {
    if (hold.state !== 'HELD') return false;
    this.#turn++;
    this.#adopt(hold, optionOf(hold), 'restored');
    return true;
  }

  /** Gives the hold back; resolves when the server has it, also when it could not be reached (it runs out by itself). */
  async release(): Promise<void> {
    const hold = this.hold;
    this.#drop('released');
    if (hold) await this.#giveBack(hold);
  }

  #queue<Outcome>(work: () => Outcome | Promise<Outcome>): Promise<Outcome> {
    const next = this.#asking.then(work);
    this.#asking = next;
    return next;
  }

  async #ask(quote: string, option: DeliveryOption): Promise<Exclude<HoldOutcome, 'overtaken'>> {
    if (this.hold) {
      const moved = await outcomeOf(this.api().change(this.hold.id, quote, option.id));
      // It has ended by the server's clock, or was taken over by another page: then there is a new one to take.
      if (!('refusal' in moved) || !/^HOLD_|NOT_FOUND/.test(moved.refusal.code)) return moved;
    }
    return outcomeOf(this.api().hold(quote, option.id));
  }

  /** A hold that came after the next choice is what that choice goes on from; after a release it is given back. */
  #arriveLate(hold: Hold): void {
    if (this.chosen) this.hold = hold;
    else void this.#giveBack(hold);
  }

  #adopt(hold: Hold, option: DeliveryOption, reason: HoldReason): void {
    this.hold = hold;
    this.chosen = option;
    this.holding = false;
    // The viewer's clock may be wrong by any amount: only how fast it goes is relied on.
    this.#countdown.start(this.host.clock.now() + millisecondsOf(hold.expiresIn));
    this.on.changed(hold, reason);
  }

  #drop(reason: HoldReason): void {
    // A choice being asked for goes on when the hold before it runs out.
    if (reason === 'released' || !this.holding) {
      this.#turn++;
      this.chosen = undefined;
      this.holding = false;
    }
    this.#countdown.stop();
    const had = this.hold;
    this.hold = undefined;
    this.host.requestUpdate();
    if (had) this.on.changed(undefined, reason);
  }

  async #giveBack(hold: Hold): Promise<void> {
    try {
      await this.api().release(hold.id);
    } catch {
      // The server takes the place back when the hold runs out.
    }
  }
}

async function outcomeOf(asking: Promise<Hold | Refusal>): Promise<Exclude<HoldOutcome, 'overtaken'>> {
  try {
    const answer = await asking;
    return isRefusal(answer) ? { refusal: answer } : { hold: answer };
  } catch (error) {
    return { error };
  }
}

/** Whether two options are the same window of the same service; ids change from quote to quote. */
export function isSameWindow(a: DeliveryOption | undefined, b: DeliveryOption | undefined): boolean {
  return !!a && !!b && a.serviceLevel.id === b.serviceLevel.id && Date.parse(a.window.start) === Date.parse(b.window.start);
}

function optionOf(hold: Hold): DeliveryOption {
  const date = new Intl.DateTimeFormat('sv', { timeZone: hold.window.timeZone }).format(Date.parse(hold.window.start));
  return { ...hold, date, available: true };
}
