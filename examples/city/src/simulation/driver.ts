import { HOUR, MINUTE, SECOND } from '@doorstep/api';
import { UserErrorsError, type PingInput, type Route, type Stop } from '@doorstep/sdk';
import type { DriverClient } from '@doorstep/sdk/browser';
import type { Position } from '../city/geo.ts';
import type { StreetPlace } from '../city/street-graph.ts';
import type { CourierDriver } from '../courier/open-courier.ts';
import type { Random } from '../random.ts';
import type { Actor } from './agenda.ts';
import { handOver } from './hand-over.ts';
import { driveLeg } from './journey-leg.ts';
import type { World } from './world.ts';

/** How often, per route, a parcel of another van is picked up, and one of the own is overlooked at first. */
const WRONG_VAN_SHARE = 0.4;
const OVERLOOKED_SHARE = 0.15;
const SECONDS_PER_SCAN = 15;
/** Drivers like to be early at the first door. */
const HEAD_START = 10 * MINUTE;

/** What the dispatcher sends a driver. */
export interface RouteToDrive {
  readonly routeId: string;
  /** Parcels that lie beside the own ones in the depot. */
  readonly otherBarcodes: readonly string[];
}

/** Somebody at work: who, with which vehicle and device, on which route. */
export interface Shift {
  readonly world: World;
  readonly driver: CourierDriver;
  readonly device: DriverClient;
  readonly routeId: string;
  readonly random: Random;
}

/** A driver's route from the first scan to the last door. It goes on wherever the route stands, so also after a restart of the demo. */
export async function* driveRoute(world: World, driver: CourierDriver, { routeId, otherBarcodes }: RouteToDrive, start: Date): Actor {
  const { token } = await world.courier.office.createDriverSession({ driverId: driver.driverId });
  const device = world.deviceOf(token);
  const random = world.random.fork(`route ${driver.entry.driverName} ${start.toISOString().slice(0, 10)}`);
  const shift: Shift = { world, driver, device, routeId, random };
  const mine = await device.myRoute();
  if (mine?.id !== routeId) throw new Error(`The driver was sent route ${routeId}, but the device shows ${mine?.id ?? 'none'}.`);
  const route = mine.state === 'STARTED' ? mine : yield* loadAndStart(shift, mine, start, otherBarcodes);
  if (route) yield* visitStops(shift, route);
}

/** Scans every parcel, with the slips that people make, and leaves when it is time. */
async function* loadAndStart({ world, device, random }: Shift, route: Route, start: Date, otherBarcodes: readonly string[]): AsyncGenerator<Date, Route | undefined, void> {
  const slips = random.fork('loading');
  let now = start;
  if (otherBarcodes.length > 0 && slips.chance(WRONG_VAN_SHARE)) {
    const { userErrors, rightVehicle } = await device.scanParcel({ barcode: slips.pick(otherBarcodes) }, { throwOnUserErrors: false });
    const [refusal] = userErrors;
    // The other van may be loaded, or gone, or take the parcel on another shift: each is told.
    if (!refusal) world.trouble.note('scanParcel', new Error('A parcel of another van was let on board.'));
    else if (refusal.code === 'WRONG_VEHICLE' && rightVehicle) world.tally.add('wrongVan');
  }
  const parcels = route.loading.missing;
  const overlooked = parcels.length > 1 && slips.chance(OVERLOOKED_SHARE) ? slips.pick(parcels).barcode : undefined;
  for (const { barcode } of parcels) {
    if (barcode === overlooked) continue;
    await world.trouble.survive('scanParcel', () => device.scanParcel({ barcode }));
    yield (now = new Date(now.getTime() + SECONDS_PER_SCAN * SECOND));
  }
  yield (now = new Date(Math.max(now.getTime(), leavingTime(route)) + slips.integer(0, 240) * SECOND));
  try {
    return (await device.startRoute({})).route;
  } catch (error) {
    if (!(error instanceof UserErrorsError && error.has('MISSING_PARCELS'))) throw error;
  }
  // The device said which one; it is found under the shelf.
  yield (now = new Date(now.getTime() + 2 * MINUTE));
  const left = (await device.myRoute())?.loading.missing ?? [];
  for (const { barcode } of left) await device.scanParcel({ barcode });
  return (await device.startRoute({})).route;
}

/** Early enough for the first door, and not hours before its window opens. In milliseconds since the epoch. */
function leavingTime({ startsAt, stops }: Route): number {
  const planned = Date.parse(startsAt);
  const first = stops.find((stop) => !stop.tentative);
  if (!first) return planned;
  const atDoor = Math.max(Date.parse(first.plannedArrival), Date.parse(first.window.start));
  return Math.max(planned, atDoor - durationOf(first.drivingTime) - HEAD_START);
}

/** Milliseconds of an ISO 8601 duration in hours, minutes and seconds. */
function durationOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
}

/** Door after door, in the order of the route. */
async function* visitStops(shift: Shift, route: Route): Actor {
  const { world, routeId, driver } = shift;
  const stops = route.stops.filter((stop) => !stop.tentative && stop.deliveries.length > 0);
  const isOpen = (stop: Stop) => stop.state === 'PLANNED' || stop.state === 'ARRIVED';
  world.tally.routeStarted(routeId, stops.filter(isOpen).flatMap((stop) => stop.deliveries.map((delivery) => delivery.id)));
  let at: Position | StreetPlace = world.city.depots.find((depot) => depot.code === driver.entry.depot)!.position;
  let now = world.clock.now();
  for (const stop of stops) {
    const door = world.houseAt(stop.address)?.door ?? stop.address.position;
    if (isOpen(stop)) {
      if (stop.state === 'PLANNED') now = yield* driveTo(shift, stop, at, now);
      now = yield* handOver(shift, stop, now);
    }
    at = door ?? at;
  }
}

/** Drives to a stop, telling the way, and waits there for the window to open. Gives when the driver is at the door. */
async function* driveTo(shift: Shift, stop: Stop, from: Position | StreetPlace, departs: Date): AsyncGenerator<Date, Date, void> {
  const { world, device, driver, routeId } = shift;
  const to = world.houseAt(stop.address)?.door ?? stop.address.position;
  const random = shift.random.fork(`leg ${stop.sequence}`);
  const leg = to && driveLeg(world, { from, to, vehicle: driver.entry.vehicleKind === 'VAN' ? 'van' : 'e-bike', departs, random });
  const { sampleSeconds, batchSeconds } = world.pings;
  const arrives = Math.max(leg?.arrives.getTime() ?? departs.getTime(), Date.parse(stop.window.start));
  let batch: PingInput[] = [];
  world.tally.moves(routeId, leg !== undefined);
  for (let time = departs.getTime() + sampleSeconds * SECOND; leg && time < arrives; time += sampleSeconds * SECOND) {
    // A van that waits for the window to open stands still and needs to say so less often.
    const isWaiting = time > leg.arrives.getTime();
    if (isWaiting) world.tally.moves(routeId, false);
    batch.push(leg.pingAt(new Date(time)));
    if (isWaiting) time += 9 * sampleSeconds * SECOND;
    if (batch.length * sampleSeconds < batchSeconds && !isWaiting) continue;
    yield new Date(time);
    await sendPings(shift, batch);
    batch = [];
  }
  const now = new Date(arrives);
  yield now;
  world.tally.moves(routeId, false);
  if (batch.length > 0) await sendPings(shift, batch);
  await world.trouble.survive('arriveAtStop', () => device.arriveAtStop({ stopId: stop.id, at: now.toISOString(), position: stop.address.position }));
  return now;
}

/** What a device does now and then, also while it lies still. */
export async function sendPings({ world, device }: Shift, pings: readonly PingInput[]): Promise<void> {
  const answer = await world.trouble.survive('recordPings', () => device.recordPings({ pings: [...pings] }));
  if (answer && answer.refused > 0) world.tally.add('pingsRefused', answer.refused);
}
