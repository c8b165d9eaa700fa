import type { OptionsRequest, Refusal, StorefrontApi } from '../internal/api.ts';
import type { CountdownHost } from '../internal/countdown.controller.ts';
import { toFailure, type Failure } from '../internal/failure.ts';
import { TaskController } from '../internal/task.controller.ts';
import type { DeliveryOption, DeliveryOptions, Hold } from '../internal/types.ts';
import { HoldController, isSameWindow, type HoldReason } from './hold.controller.ts';

const MOST_ALTERNATIVES = 3;

/** What happened to the choice, for people. */
export interface Notice {
  readonly kind: 'gone' | 'expired' | 'moved' | 'holdFailed';
  readonly alternatives: readonly DeliveryOption[];
}

/** What the shopper should hear about. */
export interface ChoiceListener {
  readonly api: () => StorefrontApi;
  readonly loaded: () => void;
  readonly holdChanged: (hold: Hold | undefined, reason: HoldReason) => void;
  readonly failed: (failure: Failure) => void;
  readonly noticed: (notice: Notice) => void;
  readonly secondsLeft: (seconds: number) => void;
}

interface Loaded {
  readonly answer: DeliveryOptions;
  readonly found: Hold | null | undefined;
}

/**
 * From an address and a basket to a held window. It keeps the offer and the hold together: when the request changes, the
 * hold moves to the same window of the new offer, or is given back; when a window is gone or a hold has run out, the offer is
 * asked for again.
 */
export class ChoiceController {
  readonly hold: HoldController;
  notice: Notice | undefined;
  failure: Failure | undefined;
  /** Local date on show; empty while there is none. */
  day = '';
  /**
   * Grows with everything that may replace the windows on show. Radio groups are named by it: Chromium (seen in 156) lets the Tab
   * key pass over a group of a shadow tree when one of its name was removed after it had the focus.
   */
  round = 0;

  readonly #task: TaskController<OptionsRequest, Loaded>;
  #request: OptionsRequest | undefined;
  /** The window to keep while the offer around it is renewed. */
  #kept: DeliveryOption | undefined;
  #toRestore = '';

  constructor(
    private readonly host: CountdownHost,
    private readonly on: ChoiceListener,
  ) {
    this.#task = new TaskController(host, (request, signal) => this.#load(request, signal), () => this.#settled());
    this.hold = new HoldController(host, on.api, {
      changed: (hold, reason) => {
        on.holdChanged(hold, reason);
        if (reason !== 'expired') return;
        this.#notify({ kind: 'expired', alternatives: [] });
        this.refresh();
      },
      milestone: on.secondsLeft,
    });
  }

  get status() {
    return this.#task.status;
  }

  /** The newest offer. A window that we hold counts as open there, although it may be full for everybody else. */
  get answer(): DeliveryOptions | undefined {
    const answer = this.#task.value?.answer;
    const { hold, chosen } = this.hold;
    if (!answer || !hold) return answer;
    const options = answer.options.map((option) =>
      isSameWindow(option, chosen) && !option.available ? { ...option, available: true, price: hold.price } : option,
    );
    return { ...answer, options };
  }

  /** Another address, basket or number of days; undefined when there is too little to ask with. */
  ask(request: OptionsRequest | undefined): void {
    this.#request = request;
    this.notice = undefined;
    if (request) {
      this.#kept = this.hold.chosen;
      void this.#task.run(request);
    } else {
      this.#task.reset();
      void this.hold.release();
    }
  }

  refresh(): void {
    if (this.#request) void this.#task.run(this.#request);
  }

  /** Takes over a hold made earlier, when it still stands. */
  restore(id: string): void {
    this.#toRestore = id;
    this.refresh();
  }

  /** Gives everything back and starts over with a fresh offer. */
  async reset(): Promise<void> {
    this.notice = undefined;
    await this.hold.release();
    this.refresh();
  }

  showDay(date: string): void {
    this.day = date;
    this.round++;
    this.host.requestUpdate();
  }

  /** Holds this window, or the same one of the newest offer. */
  async take(option: DeliveryOption, isSecondTry = false): Promise<void> {
    const answer = this.#task.value?.answer;
    if (!answer) return;
    const outcome = await this.hold.take(answer.quote, this.#current(option) ?? option);
    if (outcome === 'overtaken') return;
    if ('hold' in outcome) this.notice = undefined;
    else if ('error' in outcome) this.#refused(toFailure(outcome.error), { kind: 'holdFailed', alternatives: [option] });
    else if (outcome.refusal.code.startsWith('QUOTE_') && !isSecondTry) await this.#takeAnew(option);
    else this.#gone(outcome.refusal);
    this.host.requestUpdate();
  }

  async #load(request: OptionsRequest, signal: AbortSignal): Promise<Loaded> {
    const api = this.on.api();
    const [answer, found] = await Promise.all([
      api.options(request, signal),
      this.#toRestore ? api.findHold(this.#toRestore, signal) : undefined,
    ]);
    return { answer, found };
  }

  #settled(): void {
    this.round++;
    if (this.#task.status === 'failed') {
      this.failure = toFailure(this.#task.error);
      this.on.failed(this.failure);
      return;
    }
    const { answer, found } = this.#task.value!;
    this.#restoreFound(found);
    this.#keep(answer);
    const days = new Set(answer.options.map(({ date }) => date));
    if (!days.has(this.day)) this.day = answer.options.find(({ available }) => available)?.date ?? [...days][0] ?? '';
    this.on.loaded();
  }

  #restoreFound(found: Hold | null | undefined): void {
    if (!this.#toRestore) return;
    this.#toRestore = '';
    if (found && this.hold.restore(found)) this.day = this.hold.chosen!.date;
    else this.#notify({ kind: 'expired', alternatives: [] });
  }

  /** After a change of address or basket: the same window under the new quote, without asking the shopper twice. */
  #keep(answer: DeliveryOptions): void {
    const kept = this.#kept;
    this.#kept = undefined;
    if (!kept) return;
    const same = answer.options.find((option) => option.available && isSameWindow(option, kept));
    if (same) void this.take(same);
    else if (this.hold.hold) {
      // It may be our own hold that fills the window.
      void this.hold.release().then(() => {
        this.#kept = kept;
        this.refresh();
      });
    } else this.#notify({ kind: 'moved', alternatives: this.#nearest(kept) });
  }

  async #takeAnew(option: DeliveryOption): Promise<void> {
    await this.#task.run(this.#request!);
    const same = this.#current(option);
    if (same?.available) await this.take(same, true);
    else this.#notify({ kind: 'gone', alternatives: this.#nearest(option) });
  }

  #gone({ code, message, alternatives }: Refusal): void {
    const kind = code === 'WINDOW_GONE' ? 'gone' : 'holdFailed';
    this.#refused(toFailure({ code, message }), { kind, alternatives: alternatives.slice(0, MOST_ALTERNATIVES) });
    this.refresh();
  }

  #refused(failure: Failure, notice: Notice): void {
    this.on.failed(failure);
    this.#notify(notice);
  }

  #notify(notice: Notice): void {
    this.notice = notice;
    this.on.noticed(notice);
    this.host.requestUpdate();
  }

  #current(option: DeliveryOption): DeliveryOption | undefined {
    return this.#task.value?.answer.options.find((other) => isSameWindow(other, option));
  }

  #nearest(option: DeliveryOption): DeliveryOption[] {
    const distance = ({ window }: DeliveryOption) => Math.abs(Date.parse(window.start) - Date.parse(option.window.start));
    const open = this.#task.value!.answer.options.filter(({ available }) => available);
    return open.sort((a, b) => distance(a) - distance(b)).slice(0, MOST_ALTERNATIVES);
  }
}
