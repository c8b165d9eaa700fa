import type { ReactiveController, ReactiveControllerHost } from './render/reactive-element.ts';
import type { WidgetClock } from './clock.ts';

const SECOND = 1000;

/** Seconds left at which it is worth interrupting a screen reader, politely. */
const TOLD_AT = [300, 120, 60, 30, 10];

export interface CountdownHost extends ReactiveControllerHost {
  readonly clock: WidgetClock;
}

/**
 * Counts down to an instant, for an element. It survives leaving and re-entering the document, and a throttled tab: what is
 * left is always read from the clock, never counted.
 */
export class CountdownController implements ReactiveController {
  #endsAt: number | undefined;
  #told = Infinity;
  #stop: (() => void) | undefined;

  constructor(
    private readonly host: CountdownHost,
    private readonly on: { readonly milestone: (secondsLeft: number) => void; readonly end: () => void },
  ) {
    host.addController(this);
  }

  /** Whole seconds left, at least 0; 0 also when nothing is being counted. */
  get secondsLeft(): number {
    if (this.#endsAt === undefined) return 0;
    return Math.max(0, Math.ceil((this.#endsAt - this.host.clock.now()) / SECOND));
  }

  /** Counts down to this instant, in milliseconds since the epoch. */
  start(endsAt: number): void {
    this.stop();
    this.#endsAt = endsAt;
    this.#told = this.secondsLeft;
    this.hostConnected();
  }

  stop(): void {
    this.hostDisconnected();
    this.#endsAt = undefined;
  }

  hostConnected(): void {
    if (this.#endsAt === undefined || this.#stop) return;
    this.#stop = this.host.clock.tick(() => this.#check());
    this.#check();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #check(): void {
    const left = this.secondsLeft;
    this.host.requestUpdate();
    if (left === 0) {
      this.stop();
      this.on.end();
      return;
    }
    // Several milestones may have passed while the tab slept: only the last is told.
    const reached = TOLD_AT.findLast((second) => left <= second && second < this.#told);
    if (reached !== undefined) {
      this.#told = reached;
      this.on.milestone(left);
    }
  }
}
