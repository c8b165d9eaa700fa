import type { BrandData } from '../accounts/retailer.entity.ts';
import { Retailer } from '../accounts/retailer.entity.ts';
import { Attempt } from '../dispatch/attempt.entity.ts';
import type { FailureReason } from '../dispatch/attempt.rules.ts';
import { showProof, type ShownProof } from '../dispatch/show-proof.ts';
import { Driver } from '../fleet/driver.entity.ts';
import { firstNameOf } from '../fleet/driver.rules.ts';
import type { VehicleKind } from '../fleet/fleet.rules.ts';
import { Vehicle } from '../fleet/vehicle.entity.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { stateEventType } from '../orders/delivery.events.ts';
import { DELIVERY_STATES, type DeliveryState } from '../orders/delivery.rules.ts';
import { Order } from '../orders/order.entity.ts';
import { tenantEntityManager, type RequestContext } from '../platform/context.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import type { Position } from '../shared/geo.ts';
import type { CommitmentData } from './read-arrival.ts';
import { readArrival, type EstimateData } from './read-arrival.ts';
import { readVisibility } from './read-visibility.ts';
import { shownPosition } from './nearness.rules.ts';
import { stepsOf, type TrackingStep } from './tracking-step.rules.ts';

/** What is shown of a vehicle. */
export interface VehicleSighting {
  readonly position: Position;
  /** Degrees clockwise from north. */
  readonly heading: number | null;
  readonly recordedAt: Date;
}

/** The recipient's view of one delivery, the same for its tracking link and for a key that may see the delivery. */
export interface DeliveryTrackingData {
  readonly deliveryId: string;
  readonly reference: string;
  readonly state: DeliveryState;
  readonly brand: BrandData;
  readonly window: { readonly start: Date; readonly end: Date; readonly timeZone: string };
  readonly commitment: CommitmentData;
  readonly estimate: EstimateData | null;
  readonly noEstimateReason: string | null;
  readonly stopsAway: number | null;
  readonly driverFirstName: string | null;
  readonly vehicleKind: VehicleKind | null;
  readonly vehiclePosition: VehicleSighting | null;
  readonly destination: Position;
  /** Told to the recipient alone, until it was used. */
  readonly pin: string | null;
  readonly steps: readonly TrackingStep[];
  readonly proof: ShownProof | null;
  readonly failureReason: FailureReason | null;
  readonly updatedAt: Date;
  /** When it was read. */
  readonly asOf: Date;
  /** For followers; not part of the API. */
  readonly routeId: string | null;
}

const ON_THE_WAY: readonly DeliveryState[] = ['OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED'];
const ENDED: readonly DeliveryState[] = ['DELIVERED', 'AVAILABLE_FOR_PICKUP', 'COLLECTED', 'RETURNING', 'RETURNED', 'CANCELED'];

const NO_ESTIMATE: Readonly<Record<DeliveryState, string>> = {
  CONFIRMED: 'The day is not planned yet.',
  PLANNED: 'The van has not left yet.',
  LOADED: 'The van has not left yet.',
  OUT_FOR_DELIVERY: 'We do not know where the van is just now.',
  ARRIVING: 'We do not know where the van is just now.',
  ARRIVED: 'The driver is at the door.',
  DELIVERED: 'It was delivered.',
  AVAILABLE_FOR_PICKUP: 'It waits to be fetched.',
  COLLECTED: 'It was fetched.',
  ATTEMPT_FAILED: 'The attempt failed; another window can be chosen.',
  RETURNING: 'It goes back to the sender.',
  RETURNED: 'It went back to the sender.',
  CANCELED: 'It was canceled.',
};

/** The delivery that the actor may track: its own for a tracking link, else the one with that id that it may see. */
export async function findTracked({ em, actor }: RequestContext, deliveryId: string | null | undefined): Promise<Delivery | null> {
  const ownId = actor?.kind === 'TRACKING_LINK' ? actor.subjectId : null;
  if (ownId && deliveryId && deliveryId !== ownId) return null;
  const id = ownId ?? deliveryId;
  return id ? em.findOne(Delivery, { id }, { refresh: true }) : null;
}

/** Builds the view. Looks at the whole route to say where this delivery stands in it, and gives away nothing else of it. */
export async function readTracking(context: RequestContext, delivery: Delivery): Promise<DeliveryTrackingData> {
  const { server, actor } = context;
  const now = server.clock.now();
  const em = tenantEntityManager(server.orm, actor, 'organization');
  const [order, retailer, stop, attempt, reached] = [
    await em.findOneOrFail(Order, { id: delivery.orderId }),
    await em.findOneOrFail(Retailer, { id: delivery.retailerId }),
    await em.findOne(Stop, { deliveryId: delivery.id }, { orderBy: { id: 'desc' } }),
    await em.findOne(Attempt, { deliveryId: delivery.id }, { orderBy: { id: 'desc' } }),
    await readReached(context, delivery.id),
  ];
  const route = stop && ON_THE_WAY.includes(delivery.state) ? await em.findOne(Route, { id: stop.routeId }) : null;
  const isOut = route?.state === 'STARTED';
  const crew = isOut ? await readCrew(em, route) : null;
  const arrival = await readArrival(em, server, { delivery, stop, route: isOut ? route : null });
  const travel = isOut && stop && arrival.stopsAway !== null ? await travelOf(em, { route, stop, delivery, stops: arrival.stops, stopsAway: arrival.stopsAway, now }) : null;
  const estimate = delivery.state === 'ARRIVED' ? null : arrival.estimate;
  return {
    deliveryId: delivery.id,
    reference: order.reference,
    state: delivery.state,
    brand: retailer.brand,
    window: { start: delivery.windowStart, end: delivery.windowEnd, timeZone: delivery.timeZone },
    commitment: arrival.commitment,
    estimate,
    noEstimateReason: estimate ? null : NO_ESTIMATE[delivery.state],
    stopsAway: arrival.stopsAway,
    driverFirstName: crew?.driverFirstName ?? null,
    vehicleKind: crew?.vehicleKind ?? null,
    vehiclePosition: travel,
    destination: { latitude: delivery.latitude, longitude: delivery.longitude },
    pin: actor?.kind === 'TRACKING_LINK' && !ENDED.includes(delivery.state) ? (delivery.pin ?? null) : null,
    steps: stepsOf(delivery.state, reached, delivery.pickupPointId ? 'PICKUP_POINT' : 'DOOR'),
    proof: attempt && delivery.state === 'DELIVERED' ? showProof(server, attempt) : null,
    failureReason: attempt?.outcome === 'FAILED' && delivery.state !== 'DELIVERED' && reached.has('ATTEMPT_FAILED') ? (attempt.reason ?? null) : null,
    updatedAt: travel && travel.recordedAt > delivery.updatedAt ? travel.recordedAt : delivery.updatedAt,
    asOf: now,
    routeId: stop?.routeId ?? null,
  };
}

/** Whether two views differ in what a recipient would notice. */
export function isOtherView(next: DeliveryTrackingData, before: DeliveryTrackingData): boolean {
  const noticed = ({ estimate, updatedAt: _, asOf: __, ...rest }: DeliveryTrackingData) =>
    JSON.stringify({ ...rest, estimate: estimate && [estimate.p10, estimate.p50, estimate.p90, estimate.because] });
  return noticed(next) !== noticed(before);
}

/** First time of each state since the delivery was last confirmed: a second try begins the way anew. */
async function readReached({ em }: RequestContext, deliveryId: string): Promise<Map<DeliveryState, Date>> {
  const stateOf = new Map(DELIVERY_STATES.map((state) => [stateEventType(state), state]));
  const events = await em.find(Event, { subjectId: deliveryId, type: { $in: [...stateOf.keys()] } }, { orderBy: { sequence: 'asc' } });
  const reached = new Map<DeliveryState, Date>();
  for (const event of events) {
    const state = stateOf.get(event.type);
    if (!state) continue;
    if (state === 'CONFIRMED') reached.clear();
    // Planned anew, it was planned when it was last planned.
    if (state === 'PLANNED' || !reached.has(state)) reached.set(state, event.occurredAt);
  }
  return reached;
}

async function readCrew(em: RequestContext['em'], route: Route) {
  const driver = route.driverId ? await em.findOne(Driver, { id: route.driverId }) : null;
  const vehicle = route.vehicleId ? await em.findOne(Vehicle, { id: route.vehicleId }) : null;
  return { driverFirstName: driver && firstNameOf(driver.name), vehicleKind: vehicle?.kind ?? null };
}

interface Travel {
  readonly route: Route;
  readonly stop: Stop;
  readonly delivery: Delivery;
  /** All stops of the route. */
  readonly stops: readonly Stop[];
  readonly stopsAway: number;
  readonly now: Date;
}

/** The van as this recipient may see it. */
async function travelOf(em: RequestContext['em'], { route, stop, delivery, stops, stopsAway, now }: Travel): Promise<VehicleSighting | null> {
  const { latitude, longitude, positionAt } = route;
  if (latitude == null || longitude == null || !positionAt) return null;
  const position = shownPosition({
    state: delivery.state, vehicle: { latitude, longitude }, seenAt: positionAt, destination: delivery, stopsAway, now,
    othersDoors: stops.filter(({ id }) => id !== stop.id), visibility: await readVisibility(em, delivery),
  });
  // Where it heads for tells as much as where it is.
  return position && { position, heading: stopsAway === 0 ? (route.heading ?? null) : null, recordedAt: positionAt };
}
