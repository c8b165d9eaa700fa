import type { ReactiveController, ReactiveControllerHost } from '../internal/render/reactive-element.ts';
import type { Connection, RecipientApi } from '../internal/api.ts';
import type { WidgetClock } from '../internal/clock.ts';
import { toFailure, type Failure } from '../internal/failure.ts';
import type { DeliveryTracking } from '../internal/types.ts';

const SECOND = 1000;
/** How often the plain query is asked while there is no live connection: a proxy may not let web sockets through at all. */
const POLL_EVERY = 15 * SECOND;

export interface FollowHost extends ReactiveControllerHost {
  readonly clock: WidgetClock;
}

/**
 * Keeps the newest view of one delivery: a query for the first picture, a subscription for every change, the query again now and
 * then while the connection is down. What comes late is dropped by `asOf`. Ends with the element's stay in the
 * document and starts again with it.
 */
export class FollowController implements ReactiveController {
  tracking: DeliveryTracking | undefined;
  connection: Connection = 'connecting';
  /** Set only while there is nothing to show. */
  failure: Failure | undefined;

  #receivedAt = 0;
  #askedAt = 0;
  #isFollowing = false;
  #abort: AbortController | undefined;
  #stopTicking: (() => void) | undefined;

  constructor(
    private readonly host: FollowHost,
    private readonly api: () => RecipientApi,
    private readonly on: { readonly changed: (tracking: DeliveryTracking) => void; readonly failed: (failure: Failure) => void },
  ) {
    host.addController(this);
  }

  /** The server's time, as far as its newest view tells; the viewer's clock may be wrong. */
  get now(): number {
    return this.tracking ? Date.parse(this.tracking.asOf) + this.host.clock.now() - this.#receivedAt : this.host.clock.now();
  }

  /** Seconds since the newest view came. */
  get age(): number {
    return Math.round((this.host.clock.now() - this.#receivedAt) / SECOND);
  }

  /** Starts over, with whatever API there is now. */
  start(): void {
    this.hostDisconnected();
    this.#isFollowing = true;
    this.tracking = undefined;
    this.hostConnected();
  }

  /** Takes a view that came another way, e.g. as the answer to a change. */
  take(tracking: DeliveryTracking): void {
    if (this.tracking && Date.parse(tracking.asOf) < Date.parse(this.tracking.asOf)) return;
    this.tracking = tracking;
    this.failure = undefined;
    this.#receivedAt = this.host.clock.now();
    this.host.requestUpdate();
    this.on.changed(tracking);
  }

  hostConnected(): void {
    if (!this.#isFollowing || this.#abort) return;
    const { signal } = (this.#abort = new AbortController());
    this.failure = undefined;
    this.connection = 'connecting';
    this.host.requestUpdate();
    let api: RecipientApi;
    try {
      api = this.api();
    } catch (error) {
      this.#fail(error);
      return;
    }
    void this.#ask(api, signal);
    api.follow(
      {
        next: (tracking) => !signal.aborted && this.take(tracking),
        connection: (connection) => {
          if (signal.aborted) return;
          this.connection = connection;
          this.host.requestUpdate();
        },
        failed: (error) => !signal.aborted && this.#fail(error),
      },
      signal,
    );
    this.#stopTicking = this.host.clock.tick(() => {
      this.host.requestUpdate();
      const isSilent = this.connection !== 'live' || !this.tracking;
      if (isSilent && this.host.clock.now() - this.#askedAt >= POLL_EVERY) void this.#ask(api, signal);
    });
  }

  hostDisconnected(): void {
    this.#stopTicking?.();
    this.#abort?.abort();
    this.#abort = this.#stopTicking = undefined;
  }

  async #ask(api: RecipientApi, signal: AbortSignal): Promise<void> {
    this.#askedAt = this.host.clock.now();
    try {
      const tracking = await api.tracking(signal);
      if (signal.aborted) return;
      if (tracking) this.take(tracking);
      else this.#fail({ code: 'NOT_FOUND', message: 'No delivery is to be seen with this tracking token.' });
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** What shows goes on showing, unless the link itself has ended. */
  #fail(error: unknown): void {
    const failure = toFailure(error);
    this.on.failed(failure);
    if (!failure.retryable) {
      this.hostDisconnected();
      this.#isFollowing = false;
      this.tracking = undefined;
    }
    if (!this.tracking) this.failure = failure;
    this.host.requestUpdate();
  }
}
