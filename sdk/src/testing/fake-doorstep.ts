import type { DeliveryState, FailureReason, JourneyEvent } from '../types.ts';
import type { WebSocketClass } from '../socket.ts';
import { signTestWebhook } from '../webhooks/sign-test-webhook.ts';
import type { FakeActor } from './actor.ts';
import { fakeWebSocket } from './fake-web-socket.ts';
import { Faults, type Fault, type FaultOptions } from './faults.ts';
import { walk } from './journey.ts';
import type { Msw } from './msw.ts';
import type { DeliveryRecord } from './records.ts';
import { answer, type HttpFake, type SeenRequest } from './serve-http.ts';
import { serveSocket, type ServedSocket, type SocketEnd } from './serve-socket.ts';
import { settingsOf, type FakeDoorstepOptions } from './settings.ts';
import { millisecondsOf, type Span } from './time.ts';
import { eventView } from './views.ts';
import { createWorld, notify, passTime, windowKey, type World } from './world.ts';

/** Where webhooks go, and how they are signed. */
export interface WebhookTarget {
  /** `whsec_…`, the secret that your endpoint is tested with. */
  readonly secret: string;
  /** Your endpoint: the handler itself, or `fetch`. */
  readonly to: (request: Request) => Response | Promise<Response>;
  /** The address in the requests. Default `https://shop.test/webhooks`. */
  readonly url?: string | undefined;
  /** Sends each event twice, as a sender may. Default false. */
  readonly twice?: boolean | undefined;
}

/** One webhook that was sent. */
export interface SentWebhook {
  /** The type of its event. */
  readonly type: string;
  /** What your endpoint answered. */
  readonly status: number;
}

/** Doorstep's API without a server: one courier, one shop, a clock that you move. Nothing of it leaves the process. */
export class FakeDoorstep {
  /** Where the clients of your code must point. */
  readonly url: string;
  /** The shop's secret key. */
  readonly secretKey = 'sk_test_fern_and_field_0000000000000000';
  /** The shop's publishable key. */
  readonly publishableKey = 'pk_test_fern_and_field_0000000000000000';
  /** Every request that came in, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** For clients without msw: `createDoorstep({ url, secretKey, fetch, WebSocket })`. */
  readonly fetch: typeof globalThis.fetch;
  /** The same for subscriptions. */
  readonly WebSocket: WebSocketClass;
  readonly #world: World;
  readonly #http: HttpFake;
  readonly #sockets = new Set<SocketEnd>();
  #webhooksUpTo = 0;

  constructor(options: FakeDoorstepOptions = {}) {
    const settings = settingsOf(options);
    this.#world = createWorld(settings);
    const seen: SeenRequest[] = [];
    const actorOf = (token: string) => this.#actorOf(token);
    this.#http = { world: this.#world, faults: new Faults(), seen, actorOf, outcomes: new Map() };
    this.url = settings.url;
    this.requests = seen;
    this.fetch = (input, init) => answer(this.#http, new Request(input, init));
    this.WebSocket = fakeWebSocket((end) => this.#serve(end));
  }

  /** Handlers for msw: `setupServer(...fake.handlers({ http, ws }))`; in a page `setupWorker`. */
  handlers<HttpHandler, SocketHandler>({ http, ws }: Msw<HttpHandler, SocketHandler>): [HttpHandler, SocketHandler] {
    const onRequest = http.post(this.url, async ({ request }) => {
      // msw takes an error of a handler for an answer with status 500; this is its way to break a connection.
      return answer(this.#http, request).catch((error: unknown) => (error instanceof TypeError ? Response.error() : Promise.reject(error)));
    });
    const onSocket = ws.link(this.url.replace(/^http/, 'ws')).addEventListener('connection', ({ client }) => {
      const served = this.#serve({ send: (text) => client.send(text), close: (code, reason) => client.close(code < 3000 && code !== 1000 ? 4500 : code, reason) });
      client.addEventListener('message', ({ data }: { data: unknown }) => served.receive(String(data)));
      client.addEventListener('close', () => served.closed());
    });
    return [onRequest, onSocket];
  }

  /** What time it is here. */
  get now(): Date {
    return new Date(this.#world.now);
  }

  /** Lets time pass: quotes and holds run out, nothing else happens by itself. */
  advance(span: Span): void {
    passTime(this.#world, millisecondsOf(span));
  }

  /** The next request, or the next so many, go wrong in this way. */
  fail(fault: Fault, options: FaultOptions = {}): void {
    this.#http.faults.add(fault, options);
  }

  /** Nothing goes wrong any more. */
  heal(): void {
    this.#http.faults.clear();
  }

  /** Every socket is lost, as when a server restarts. Clients come back by themselves. */
  dropSockets(): void {
    for (const end of [...this.#sockets]) end.close(4500, 'Dropped by the test');
  }

  /** Somebody else takes what is left of the windows that start then: who still wants one is told `WINDOW_GONE`. */
  sellOut(windowStart: Date | string): void {
    const start = new Date(windowStart).getTime();
    for (const serviceLevel of this.#world.serviceLevels) this.#world.soldOut.add(windowKey({ start, serviceLevel }));
  }

  /**
   * The courier moves a delivery on, through every state on the way there. `reason` is that of a failed attempt, default `NOBODY_HOME`.
   * Throws `RangeError` when there is no such delivery, or no way.
   */
  moveDelivery(deliveryId: string, to: DeliveryState, { reason }: { readonly reason?: FailureReason } = {}): void {
    walk(this.#world, this.#find(deliveryId), to, reason);
    notify(this.#world);
  }

  /** The four digits that the recipient tells the driver, or null when the delivery needs none. */
  pinOf(deliveryId: string): string | null {
    return this.#find(deliveryId).pin;
  }

  /** What has happened so far, oldest first. */
  get events(): readonly JourneyEvent[] {
    return this.#world.feed.map((event) => eventView(event) as unknown as JourneyEvent);
  }

  /** Forgets the feed up to now: who resumes from an older cursor is told `RESYNC_REQUIRED`. */
  forgetEvents(): void {
    this.#world.forgottenUpTo = this.#world.feed.length;
  }

  /** Sends what has happened since the last time to your endpoint, signed, in order, one after the other. */
  async sendWebhooks({ secret, to, url = 'https://shop.test/webhooks', twice = false }: WebhookTarget): Promise<readonly SentWebhook[]> {
    const sent: SentWebhook[] = [];
    for (const event of this.events.slice(this.#webhooksUpTo)) {
      const webhook = await signTestWebhook({ secret, event, id: event.id.replace('evt_', 'msg_'), sentAt: Date.now() });
      this.#webhooksUpTo += 1;
      for (let time = 0; time < (twice ? 2 : 1); time += 1) {
        const { status } = await to(new Request(url, { method: 'POST', ...webhook }));
        sent.push({ type: event.type, status });
      }
    }
    return sent;
  }

  #find(deliveryId: string): DeliveryRecord {
    const delivery = this.#world.deliveries.get(deliveryId);
    if (!delivery) throw new RangeError(`The fake has no delivery ${deliveryId}. Make an order first.`);
    return delivery;
  }

  #serve(end: SocketEnd): ServedSocket {
    this.#sockets.add(end);
    const served = serveSocket(this.#http, end);
    return {
      receive: served.receive,
      closed: () => {
        this.#sockets.delete(end);
        served.closed();
      },
    };
  }

  #actorOf(token: string): FakeActor | undefined {
    if (token === this.secretKey) return { kind: 'SECRET_KEY', token, deliveryId: null };
    if (token === this.publishableKey) return { kind: 'PUBLISHABLE_KEY', token, deliveryId: null };
    const deliveryId = this.#world.links.get(token);
    return deliveryId === undefined ? undefined : { kind: 'TRACKING_LINK', token, deliveryId };
  }
}

/** A fake of Doorstep's API for the tests of a shop. Throws `RangeError` for an option that makes no sense. */
export function createFakeDoorstep(options: FakeDoorstepOptions = {}): FakeDoorstep {
  return new FakeDoorstep(options);
}
