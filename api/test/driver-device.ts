import type { Position } from '../src/shared/geo.ts';
import type { TestCourier } from './fixtures.ts';
import type { TestApp } from './harness.ts';
import { dataOf, type UserError } from './shopper.ts';

const ERRORS = 'userErrors { code field message }';

/** The smallest files that are what they say. */
export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

export interface ShownStop {
  readonly id: string;
  readonly sequence: number;
  readonly state: string;
  readonly address: { readonly position: Position };
  readonly plannedArrival: string;
  readonly plannedDeparture: string;
  readonly deliveries: readonly { readonly id: string; readonly state: string; readonly handlingNeeds: readonly string[]; readonly parcels: readonly { readonly barcode: string }[] }[];
}
export interface ShownRoute {
  readonly id: string;
  readonly state: string;
  readonly stops: readonly ShownStop[];
}
interface Refusable {
  readonly userErrors: readonly UserError[];
}

const ROUTE = `id state startsAt stops { id sequence state plannedArrival plannedDeparture address { position { latitude longitude } } deliveries { id state handlingNeeds parcels { barcode } } }`;

/** Plans a day and sends every route that has stops to its driver. */
export async function planAndDispatch(app: TestApp, courier: TestCourier, date: string): Promise<ShownRoute[]> {
  const planned = dataOf(await app.gql(`mutation ($input: PlanDayInput!) { planDay(input: $input) { dayPlan { routes { ${ROUTE} } unplanned { reason } } ${ERRORS} } }`, { input: { depotId: courier.depotId, date } }, courier.secretKey))['planDay'];
  if (!planned.dayPlan || planned.dayPlan.unplanned.length > 0) throw new Error(`Could not plan: ${JSON.stringify(planned)}`);
  const routes = (planned.dayPlan.routes as ShownRoute[]).filter((route) => route.stops.length > 0);
  for (const route of routes) {
    const { userErrors } = dataOf(await app.gql(`mutation ($input: DispatchRouteInput!) { dispatchRoute(input: $input) { ${ERRORS} } }`, { input: { routeId: route.id } }, courier.secretKey))['dispatchRoute'];
    if (userErrors.length > 0) throw new Error(`Could not dispatch: ${JSON.stringify(userErrors)}`);
  }
  return routes;
}

/** What a driver's device does, over HTTP. */
export class DriverDevice {
  readonly #app: TestApp;
  readonly #token: string;

  constructor(app: TestApp, driver: { readonly sessionToken: string }) {
    this.#app = app;
    this.#token = driver.sessionToken;
  }

  async myRoute(): Promise<ShownRoute | null> {
    return (await this.#send(`{ myRoute { ${ROUTE} } }`))['myRoute'];
  }
  scan(barcode: string): Promise<Refusable & { parcel: { loadedAt: string } | null; loading: { expected: number; loaded: number } | null; rightVehicle: { id: string } | null }> {
    return this.#mutate('scanParcel', { barcode }, 'parcel { barcode loadedAt } loading { expected loaded } rightVehicle { id }');
  }
  start(leaveMissing = false): Promise<Refusable & { route: { state: string } | null; missing: { barcode: string }[] }> {
    return this.#mutate('startRoute', { leaveMissing }, 'route { id state } missing { barcode }');
  }
  ping(...pings: (Position & { at: Date; accuracy?: number; heading?: number })[]): Promise<Refusable & { accepted: number; refused: number }> {
    return this.#mutate('recordPings', { pings: pings.map((ping) => ({ ...ping, at: ping.at.toISOString() })) }, 'accepted refused');
  }
  arrive(stopId: string, more: object = {}): Promise<Refusable & { stop: { state: string; arrivedAt: string } | null; outOfOrder: boolean }> {
    return this.#mutate('arriveAtStop', { stopId, ...more }, 'stop { state arrivedAt } outOfOrder');
  }
  complete(deliveryId: string, proof: object = {}, more: object = {}): Promise<Refusable & { delivery: { state: string } | null }> {
    return this.#mutate('completeDelivery', { deliveryId, proof, ...more }, 'delivery { id state }');
  }
  fail(deliveryId: string, reason: string, more: object = {}): Promise<Refusable & { delivery: { state: string } | null }> {
    return this.#mutate('failDelivery', { deliveryId, reason, ...more }, 'delivery { id state }');
  }
  createUpload(contentType: string, byteSize: number): Promise<Refusable & { uploadId: string | null; url: string | null }> {
    return this.#mutate('createUpload', { contentType, byteSize }, 'uploadId url');
  }
  put(url: string, body: Buffer, contentType = 'image/png', token = this.#token): Promise<Response> {
    return fetch(url, { method: 'PUT', body: new Uint8Array(body), headers: { authorization: `Bearer ${token}`, 'content-type': contentType } });
  }
  /** Announces an image, sends it, and gives its id. */
  async upload(bytes = PNG): Promise<string> {
    const { uploadId, url } = await this.createUpload('image/png', bytes.length);
    const response = await this.put(url ?? '', bytes);
    if (response.status !== 204) throw new Error(`PUT answered ${response.status}`);
    return uploadId ?? '';
  }
  /** Scans all parcels of the route and drives off. */
  async loadAndStart(): Promise<ShownRoute> {
    const route = await this.myRoute();
    for (const { barcode } of route?.stops.flatMap((stop) => stop.deliveries.flatMap((delivery) => delivery.parcels)) ?? []) await this.scan(barcode);
    const { userErrors } = await this.start();
    const started = await this.myRoute();
    if (!started || userErrors.length > 0) throw new Error(`Could not start: ${JSON.stringify(userErrors)}`);
    return started;
  }

  async #mutate(name: string, input: object, fields: string): Promise<any> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    return (await this.#send(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ${ERRORS} } }`, { input }))[name];
  }
  async #send(document: string, variables: Record<string, unknown> = {}): Promise<Record<string, any>> {
    return dataOf(await this.#app.gql(document, variables, this.#token));
  }
}
