import { instantOf, MINUTE } from '@doorstep/api';
import type { Stop } from '@doorstep/sdk';
import type { DriverClient } from '@doorstep/sdk/browser';
import type { Position } from '../src/city/geo.ts';
import { TIME_ZONE } from '../src/courier/courier-keys.ts';
import { drawDoorPhoto } from '../src/simulation/proof-picture.ts';
import type { SmallCity } from './small-city.ts';

/** Of the clock's seconds; a van in a city. */
const METERS_A_SECOND = 7;
const METERS_A_DEGREE = 111_320;

/** One driver's day in the hands of a test, with the only stop there is. */
export class CourierDay {
  readonly #small: SmallCity;
  readonly #van: DriverClient;
  readonly #stop: Stop;
  #at: Position;

  private constructor(small: SmallCity, van: DriverClient, stop: Stop, depot: Position) {
    this.#small = small;
    this.#van = van;
    this.#stop = stop;
    this.#at = depot;
  }

  /** Plans the date and sends the route to its driver, who has loaded nothing yet. */
  static async dispatch(small: SmallCity, date: string): Promise<CourierDay> {
    const { office, depots } = small.courier;
    small.clock.set(instantOf(date, '06:00', TIME_ZONE));
    for (const depot of depots) {
      const { dayPlan } = await office.planDay({ depotId: depot.id, date });
      const route = dayPlan.routes.find(({ stops }) => stops.length > 0);
      if (!route) continue;
      await office.dispatchRoute({ routeId: route.id });
      const { token } = await office.createDriverSession({ driverId: route.driver!.id });
      return new CourierDay(small, small.simulation.world.deviceOf(token), route.stops[0]!, depot.address.position!);
    }
    throw new Error(`Nothing is to be delivered on ${date}.`);
  }

  async loadAndStart(): Promise<void> {
    for (const { parcels } of this.#stop.deliveries) for (const { barcode } of parcels) await this.#van.scanParcel({ barcode });
    this.#small.clock.set(new Date(Date.parse(this.#stop.plannedArrival) - 40 * MINUTE));
    await this.#van.startRoute({});
  }

  /** Drives a part (0 to 1) of what is left of the way, in the time that takes, and says where the van is then. */
  async drive(part: number): Promise<void> {
    const to = this.#stop.address.position!;
    const [north, east] = [(to.latitude - this.#at.latitude) * part, (to.longitude - this.#at.longitude) * part];
    const { clock } = this.#small;
    clock.set(new Date(clock.now().getTime() + (Math.hypot(north, east) * METERS_A_DEGREE / METERS_A_SECOND) * 1000 + 1000));
    this.#at = { latitude: this.#at.latitude + north, longitude: this.#at.longitude + east };
    const { accepted } = await this.#van.recordPings({ pings: [{ ...this.#at, accuracy: 5, at: clock.now().toISOString() }] });
    if (accepted !== 1) throw new Error('The position was not believed.');
  }

  async arrive(): Promise<void> {
    const { clock } = this.#small;
    clock.set(new Date(Math.max(clock.now().getTime() + MINUTE, Date.parse(this.#stop.window.start))));
    await this.#van.arriveAtStop({ stopId: this.#stop.id, position: this.#stop.address.position! });
  }

  /** Hands everything over, with a photo for the proof. */
  async handOver(): Promise<void> {
    this.#small.clock.set(new Date(this.#small.clock.now().getTime() + 2 * MINUTE));
    for (const { id } of this.#stop.deliveries) {
      await this.#van.completeDelivery({ deliveryId: id, proof: { place: 'FRONT_DOOR', photoUploadIds: [await this.#upload()] } });
    }
  }

  async #upload(): Promise<string> {
    const body = drawDoorPhoto(this.#small.simulation.world.random.fork('photo'));
    const { uploadId, url } = await this.#van.createUpload({ contentType: 'image/png', byteSize: body.byteLength });
    await this.#van.putUpload({ url, contentType: 'image/png', body });
    return uploadId;
  }
}
