import { randomBytes, randomInt } from 'node:crypto';
import type { Transaction } from '../platform/mutate.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Address, Position } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { BARCODE_BYTES, barcodeOf } from './barcode.rules.ts';
import type { BasketData } from './basket.rules.ts';
import { Delivery, type RecipientData } from './delivery.entity.ts';
import { stateEventType } from './delivery.events.ts';
import { Order } from './order.entity.ts';
import { Parcel } from './parcel.entity.ts';

/** An order of one delivery whose place in a day plan is proven. */
export interface OrderToRecord {
  readonly retailerId: string;
  readonly reference: string;
  readonly recipient: RecipientData;
  readonly instructions: string | null;
  readonly address: Address & { position: Position };
  readonly basket: BasketData;
  readonly serviceLevelId: string;
  readonly depotId: string;
  readonly date: string;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly timeZone: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly serviceSeconds: number;
  /** Where it waits for its recipient; null: it is brought to the door. */
  readonly pickupPointId: string | null;
  /** The hold it came from, for the journey. */
  readonly holdId: string | null;
}

/** Ids of what was recorded. */
export interface RecordedOrder {
  readonly orderId: string;
  readonly deliveryId: string;
}

const PINS = 10_000;
/** Told to a machine or clerk that sees many parcels, so longer than a PIN at one's own door. */
const COLLECTION_CODE_DIGITS = 8;

/**
 * Writes order, delivery and parcels, and the first event of the journey. Of several that use one reference at once, one wins.
 * @returns undefined, with nothing written, when the retailer has an order with this reference
 */
export async function recordOrder(tx: Transaction, order: OrderToRecord): Promise<RecordedOrder | undefined> {
  const { retailerId, reference, basket, address, holdId, ...rest } = order;
  const now = tx.clock.now();
  const tenant = { organizationId: tx.organizationId, retailerId };
  const orderId = newId('order');
  const isNew = await insertUnlessExists(tx.em, Order, { ...tenant, id: orderId, reference, createdAt: now }, ['retailerId', 'reference']);
  if (!isNew) return undefined;

  const deliveryId = newId('delivery');
  tx.em.create(Delivery, {
    ...tenant, ...rest, id: deliveryId, orderId, kind: 'DROP_OFF', state: 'CONFIRMED', address,
    latitude: address.position.latitude, longitude: address.position.longitude,
    handlingNeeds: [...basket.handlingNeeds],
    // A pickup point asks for the collection code instead.
    pin: basket.handlingNeeds.includes('PIN') && order.pickupPointId === null ? String(randomInt(PINS)).padStart(4, '0') : null,
    collectionCode: order.pickupPointId === null ? null : String(randomInt(10 ** COLLECTION_CODE_DIGITS)).padStart(COLLECTION_CODE_DIGITS, '0'),
    availableUntil: null, createdAt: now, updatedAt: now,
  });
  for (const { description, ...size } of basket.parcels) {
    tx.em.create(Parcel, { ...tenant, ...size, id: newId('parcel'), deliveryId, barcode: barcodeOf(randomBytes(BARCODE_BYTES)), description: description ?? null, loadedAt: null });
  }
  tx.emit({ type: stateEventType('CONFIRMED'), subjectId: deliveryId, retailerId, data: { orderId, reference, ...(holdId && { holdId }) } });
  return { orderId, deliveryId };
}
