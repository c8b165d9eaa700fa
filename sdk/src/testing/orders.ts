import type { DeliveryState } from '../types.ts';
import { findHeld } from './holds.ts';
import { isRefusal, refusal, type AddressRecord, type BasketRecord, type DeliveryRecord, type Place, type Refusal } from './records.ts';
import { addressReason, located, REASONS, windowReason, windowsOn } from './windows.ts';
import { tell, type World } from './world.ts';
import { localDate } from './time.ts';

/** What is told about an order, whichever way it gets its window. */
export interface OrderDetails {
  readonly reference: string;
  readonly recipient: { readonly name: string; readonly email?: string | null; readonly phone?: string | null };
  readonly instructions?: string | null;
}

/** An order with a hold, or with all that a hold would say. */
export interface OrderRequest extends OrderDetails {
  readonly holdId?: string | null;
  readonly address?: AddressRecord | null;
  readonly basket?: BasketRecord | null;
  readonly serviceLevelCode?: string | null;
  readonly date?: string | null;
  readonly windowStart?: string | null;
}

const WITHOUT_HOLD = ['address', 'basket', 'serviceLevelCode', 'date', 'windowStart'] as const;

/** Turns a hold into an order. */
export function confirmHold(world: World, holdId: string, details: OrderDetails): DeliveryRecord | readonly Refusal[] {
  const faults = faultsOf(details);
  if (faults.length > 0) return faults;
  const hold = findHeld(world, holdId);
  if (isRefusal(hold)) return [hold];
  if (isTaken(world, details.reference)) return [taken(details.reference)];
  const delivery = record(world, details, { place: hold.place, address: hold.address, basket: hold.basket });
  Object.assign(hold, { state: 'CONFIRMED', orderId: delivery.orderId });
  tell(world, 'delivery.confirmed', { deliveryId: delivery.id });
  return delivery;
}

/** An order with a hold, or without one. */
export function createOrder(world: World, request: OrderRequest): DeliveryRecord | readonly Refusal[] {
  if (request.holdId != null) {
    const extra = WITHOUT_HOLD.filter((field) => request[field] != null);
    if (extra.length === 0) return confirmHold(world, request.holdId, request);
    return extra.map((field) => refusal('INVALID_INPUT', [field], 'The hold says this already. Give either holdId, or address, basket, serviceLevelCode, date and windowStart.'));
  }
  const missing = WITHOUT_HOLD.filter((field) => request[field] == null).map((field) => refusal('INVALID_INPUT', [field], 'Needed for an order without a hold.'));
  const faults = [...faultsOf(request), ...missing];
  const { address, basket } = request;
  if (faults.length > 0 || !address || !basket) return faults;
  if (isTaken(world, request.reference)) return [taken(request.reference)];
  const reason = addressReason(address);
  if (reason === 'OUTSIDE_TERRITORY' || reason === 'UNKNOWN_ADDRESS') return [refusal(reason, ['address'], REASONS[reason])];
  const place = findPlace(world, request);
  if (isRefusal(place)) return [place];
  const delivery = record(world, request, { place, address: located(world, address), basket });
  tell(world, 'delivery.confirmed', { deliveryId: delivery.id });
  return delivery;
}

function findPlace(world: World, { serviceLevelCode, date, windowStart }: OrderRequest): Place | Refusal {
  const level = world.serviceLevels.find(({ code }) => code === serviceLevelCode);
  if (!level) return refusal('INVALID_INPUT', ['serviceLevelCode'], `There is no service level "${serviceLevelCode}".`);
  const at = level.windows.findIndex(({ start }) => start === windowStart);
  if (at < 0) return refusal('INVALID_INPUT', ['windowStart'], `"${level.code}" has windows that start at ${level.windows.map(({ start }) => start).join(', ')}, none at ${windowStart}.`);
  const place = windowsOn(world, date ?? localDate(world.now, world.settings.timeZone)).filter(({ serviceLevel }) => serviceLevel === level)[at];
  const reason = place && windowReason(world, place);
  if (!place || reason === 'AFTER_CUTOFF') return refusal('WINDOW_GONE', ['windowStart'], REASONS.AFTER_CUTOFF);
  return reason ? refusal('NO_CAPACITY', ['windowStart'], REASONS[reason]) : place;
}

/** Cancels what is not on a van yet. */
export function cancelDelivery(world: World, deliveryId: string): DeliveryRecord | Refusal {
  const delivery = world.deliveries.get(deliveryId);
  if (!delivery) return refusal('NOT_FOUND', ['deliveryId'], `There is no delivery ${deliveryId}.`);
  if (delivery.state !== 'CONFIRMED' && delivery.state !== 'PLANNED') {
    return refusal('INVALID_STATE', ['deliveryId'], `Only a delivery that is not on a van yet can be canceled; this one is ${delivery.state}.`);
  }
  moveDelivery(world, delivery, 'CANCELED');
  return delivery;
}

/** Puts a delivery into a state and writes the event. */
export function moveDelivery(world: World, delivery: DeliveryRecord, state: DeliveryState, data: Record<string, unknown> = {}): void {
  if (state === 'CONFIRMED') delivery.reached.clear();
  delivery.state = state;
  delivery.updatedAt = world.now;
  delivery.reached.set(state, world.now);
  tell(world, `delivery.${state.toLowerCase()}`, { deliveryId: delivery.id, data });
}

/** Another link for a delivery. */
export function mintLink(world: World, deliveryId: string): string {
  const token = `trk_${world.newId('link').replace('_', '')}${world.newId('link').replace('_', '')}`.slice(0, 44);
  world.links.set(token, deliveryId);
  return token;
}

function record(world: World, details: OrderDetails, what: Pick<DeliveryRecord, 'place' | 'address' | 'basket'>): DeliveryRecord {
  const needsPin = what.basket.handlingNeeds?.includes('PIN');
  const delivery: DeliveryRecord = {
    ...what,
    id: world.newId('dlv'), orderId: world.newId('ord'), reference: details.reference.trim(), recipient: details.recipient,
    instructions: details.instructions?.trim() || null, createdAt: world.now, updatedAt: world.now, state: 'CONFIRMED', failureReason: null,
    pin: needsPin ? String(1000 + Math.floor(world.random() * 9000)) : null, reached: new Map([['CONFIRMED', world.now]]),
    parcels: what.basket.parcels.map((parcel) => ({ ...parcel, id: world.newId('prc'), barcode: `DS${world.newId('').slice(-12).toUpperCase()}` })),
  };
  world.deliveries.set(delivery.id, delivery);
  return delivery;
}

function faultsOf({ reference, recipient }: OrderDetails): Refusal[] {
  const missing = (text: string, field: readonly string[]) => (text.trim() ? [] : [refusal('INVALID_INPUT', field, 'Expected a text, got nothing.')]);
  return [...missing(reference, ['reference']), ...missing(recipient.name, ['recipient', 'name'])];
}

function isTaken(world: World, reference: string): boolean {
  return [...world.deliveries.values()].some((delivery) => delivery.reference === reference.trim());
}

function taken(reference: string): Refusal {
  return refusal('ALREADY_EXISTS', ['reference'], `There is an order "${reference.trim()}" of this retailer already. Give another reference, or look that one up.`);
}
