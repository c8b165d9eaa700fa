import type { OptionsRequest, StorefrontApi } from '../internal/api.ts';
import type { CountdownHost } from '../internal/countdown.controller.ts';
import { toFailure, type Failure } from '../internal/failure.ts';
import { TaskController } from '../internal/task.controller.ts';
import type { DeliveryOption, DeliveryOptions, Hold } from '../internal/types.ts';
import { HoldController, isSameWindow, type HoldReason } from './hold.controller.ts';
import type { Recovery, RecoveryHooks } from './trouble/recovery.ts';

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
  /** Fetches what helps a choice that came to nothing; undefined when that can't be had. */
  readonly recovery: (hooks: RecoveryHooks) => Promise<Recovery | undefined>;
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
  /** The hold was kept as long as it can be. */
  cantExtend = false;
  /** Local date on show; empty while there is none. */
  day = '';
  /**
   * Grows with everything that may replace the windows on show. Radio groups are named by it: Chromium (seen in 156) lets the Tab
   * key pass over a group of a shadow tree when one of its name was removed after it had the focus.
   */
  round = 0;

  readonly #task: TaskController<OptionsRequest, Loaded>;
  readonly #hooks: RecoveryHooks;
  #request: OptionsRequest | undefined;
  /** The window to keep while the offer around it is renewed. */
  #kept: DeliveryOption | undefined;
  #toRestore = '';
  #loadedAt = 0;

  constructor(
    private readonly host: CountdownHost,
    private readonly on: ChoiceListener,
  ) {
    this.#hooks = { failed: on.failed, notify: (notice) => this.#notify(notice) };
    this.#task = new TaskController(host, (request, signal) => this.#load(request, signal), () => this.#settled());
    this.hold = new HoldController(host, on.api, {
      changed: (hold, reason) => {
        this.cantExtend = false;
        on.holdChanged(hold, reason);
        if (reason !== 'expired') return;
        this.#notify({ kind: 'expired', alternatives: [] });
        void this.refresh();
      },
      milestone: on.secondsLeft,
    });
  }

  get status() {
    return this.#task.status;
  }

  /** The server's time, as far as its newest offer tells; the viewer's clock may be wrong. */
  get now(): number {
    const now = this.host.clock.now();
    return this.offered?.asOf ? Date.parse(this.offered.asOf) + now - this.#loadedAt : now;
  }

  /** The newest offer as the server gave it. */
  get offered(): DeliveryOptions | undefined {
    return this.#task.value?.answer;
  }

  /** The newest offer. A window that we hold counts as open there, although it may be full for everybody else. */
  get answer(): DeliveryOptions | undefined {
    const { offered } = this;
    const { hold, chosen } = this.hold;
    if (!offered || !hold) return offered;
    const options = offered.options.map((option) =>
      isSameWindow(option, chosen) && !option.available ? { ...option, available: true, price: hold.price } : option,
    );
    return { ...offered, options };
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

  async refresh(): Promise<void> {
    if (this.#request) await this.#task.run(this.#request);
  }

  /** Takes over a hold made earlier, when it still stands. */
  restore(id: string): void {
    this.#toRestore = id;
    void this.refresh();
  }

  /** Gives everything back and starts over with a fresh offer. */
  async reset(): Promise<void> {
    this.notice = undefined;
    await this.hold.release();
    await this.refresh();
  }

  showDay(date: string): void {
    this.day = date;
    this.round++;
    this.host.requestUpdate();
  }

  /** Holds this window, or the same one of the newest offer. */
  async take(option: DeliveryOption, isSecondTry = false): Promise<void> {
    const { offered } = this;
    if (!offered) return;
    const current = offered.options.find((other) => isSameWindow(other, option)) ?? option;
    const outcome = await this.hold.take(offered.quote, current);
    if (outcome === 'overtaken') return;
    if ('hold' in outcome) this.notice = undefined;
    else if ('refusal' in outcome) await (await this.on.recovery(this.#hooks))?.refused(option, outcome.refusal, isSecondTry);
    else {
      this.on.failed(toFailure(outcome.error));
      this.#notify({ kind: 'holdFailed', alternatives: [option] });
    }
    this.host.requestUpdate();
  }

  /** Keeps the hold for another while, or says that this can't be. */
  async extend(): Promise<void> {
    const outcome = await this.hold.extend();
    if (!outcome || outcome === 'overtaken' || 'hold' in outcome) return;
    this.cantExtend = 'refusal' in outcome;
    this.on.failed(toFailure('error' in outcome ? outcome.error : outcome.refusal));
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
    this.#loadedAt = this.host.clock.now();
    const { answer, found } = this.#task.value!;
    this.#restoreFound(found);
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept) void this.on.recovery(this.#hooks).then((recovery) => recovery?.keep(kept));
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

  #notify(notice: Notice): void {
    this.notice = notice;
    this.on.noticed(notice);
    this.host.requestUpdate();
  }
}
