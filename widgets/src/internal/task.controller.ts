import type { ReactiveController, ReactiveControllerHost } from './render/reactive-element.ts';

/** Where a task stands; while `loading` the value of the run before may still be there. */
export type TaskStatus = 'idle' | 'loading' | 'ready' | 'failed';

/**
 * Runs one asynchronous piece of work at a time for an element. A newer run aborts the one before, and an answer that
 * comes late all the same is dropped, so what shows always belongs to the newest arguments. The last value stays until the
 * next one is there. Leaving the document aborts; coming back runs an aborted piece again.
 */
export class TaskController<Arguments, Value> implements ReactiveController {
  status: TaskStatus = 'idle';
  value: Value | undefined;
  error: unknown;

  #abort: AbortController | undefined;
  #arguments: Arguments | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly work: (work: Arguments, signal: AbortSignal) => Promise<Value>,
    private readonly settled?: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    if (this.status === 'loading' && !this.#abort) void this.run(this.#arguments as Arguments);
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#abort = undefined;
  }

  /** Starts with these arguments; resolves when they are answered, have failed, or were overtaken. Never rejects. */
  async run(work: Arguments): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.#arguments = work;
    this.status = 'loading';
    this.host.requestUpdate();
    let status: TaskStatus = 'ready';
    try {
      const value = await this.work(work, abort.signal);
      if (abort !== this.#abort) return;
      this.value = value;
    } catch (error) {
      if (abort !== this.#abort) return;
      this.error = error;
      status = 'failed';
    }
    this.status = status;
    this.#abort = undefined;
    this.host.requestUpdate();
    this.settled?.();
  }

  /** Back to the beginning, without a value; whatever runs is dropped. */
  reset(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.status = 'idle';
    this.value = this.error = undefined;
    this.host.requestUpdate();
  }
}
