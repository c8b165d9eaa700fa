import { findAddressFault } from '../network/address.rules.ts';
import { locateAddress, type LocatedAddress } from '../network/locate-address.ts';
import { ServiceLevel } from '../network/service-level.entity.ts';
import { findBasketFault, type BasketData } from '../orders/basket.rules.ts';
import { Order } from '../orders/order.entity.ts';
import { recordOrder } from '../orders/record-order.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from '../routes/change-day-plan.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import type { Address } from '../shared/geo.ts';
import { instantOf } from '../shared/time.ts';
import { confirmHold, madeOrder, referenceTaken, refusedOrder, type OrderOutcome } from './confirm-hold.ts';
import { depotTimeZone, findDepotId } from './find-depot.ts';
import type { OrderErrorCode } from './hold.rules.ts';
import { findOrderFaults, trimOrder, type OrderDetails } from './order-input.rules.ts';
import { REASON_MESSAGES } from './offer.rules.ts';
import { priceOfPlace } from './price-place.ts';
import { recordCertificate } from './record-certificate.ts';
import { takePlace } from './take-place.ts';
import { isSoldOn } from './window.rules.ts';

/** An order with a hold, or with all that a hold would say. */
export interface OrderRequest extends OrderDetails {
  readonly holdId?: string | null;
  readonly address?: Address | null;
  readonly basket?: BasketData | null;
  readonly serviceLevelCode?: string | null;
  /** Local date of the depot. */
  readonly date?: string | null;
  /** Local start of one of the service level's windows. */
  readonly windowStart?: string | null;
  /** Where it waits for its recipient; left out: it is brought to the address. */
  readonly pickupPointId?: string | null;
}

type Refusal = UserErrorData<OrderErrorCode>;

const WITHOUT_HOLD = ['address', 'basket', 'serviceLevelCode', 'date', 'windowStart'] as const;
type FullRequest = OrderDetails & { readonly [K in (typeof WITHOUT_HOLD)[number]]: NonNullable<OrderRequest[K]> } & Pick<OrderRequest, 'pickupPointId'>;

/**
 * An order with a hold: see `confirmHold`. Without one the window asked for is proven on the day plan and taken in this
 * transaction: what imports and retailers with their own checkout use.
 */
export async function createOrder(tx: Transaction, request: OrderRequest): Promise<OrderOutcome> {
  if (request.holdId != null) {
    const extra = [...WITHOUT_HOLD, 'pickupPointId' as const].filter((field) => request[field] != null);
    if (extra.length > 0) return refusedOrder(...extra.map((field) => userError('INVALID_INPUT', 'The hold says this already. Give either holdId, or address, basket, serviceLevelCode, date and windowStart.', [field])));
    return confirmHold(tx, { ...request, holdId: request.holdId });
  }
  const retailerId = tx.actor?.retailerId ?? null;
  if (retailerId === null) return refusedOrder(userError('INVALID_INPUT', 'An order belongs to a retailer. Use a secret key of that retailer.'));
  const faults = findFaults(request);
  if (faults.length > 0) return refusedOrder(...faults);
  const full = request as FullRequest; // findFaults made sure that nothing is missing
  // Told before the plan is locked: an import that runs again must not queue behind the vans.
  if (await tx.em.count(Order, { retailerId, reference: full.reference.trim() })) return refusedOrder(referenceTaken(full.reference));
  const found = await findPlan(tx, full);
  if ('code' in found) return refusedOrder(found);
  return placeOrder(tx, full, { ...found, retailerId });
}

interface Found {
  readonly address: LocatedAddress;
  readonly level: ServiceLevel;
  readonly plan: DayPlanDraft;
  readonly start: Date;
  readonly end: Date;
}

async function findPlan(tx: Transaction, request: FullRequest): Promise<Found | Refusal> {
  const address = await locateAddress(tx, request.address);
  if (!address) return userError('UNKNOWN_ADDRESS', REASON_MESSAGES.UNKNOWN_ADDRESS, ['address']);
  const depotId = await findDepotId(tx.em, address.position);
  if (depotId === null) return userError('OUTSIDE_TERRITORY', REASON_MESSAGES.OUTSIDE_TERRITORY, ['address']);
  const level = await tx.em.findOne(ServiceLevel, { code: request.serviceLevelCode });
  if (!level?.isOnSale) return userError('INVALID_INPUT', `There is no service level "${request.serviceLevelCode}" on sale.`, ['serviceLevelCode']);
  if (!level.destinations.some((destination) => (destination === 'WINDOW') === !request.pickupPointId)) {
    return userError('INVALID_INPUT', `"${level.code}" brings parcels to ${level.destinations.join(', ')}. ${request.pickupPointId ? 'Leave pickupPointId out.' : 'Give pickupPointId.'}`, ['pickupPointId']);
  }
  const pattern = level.windows.find(({ start }) => start === request.windowStart);
  if (!pattern) return userError('INVALID_INPUT', `"${level.code}" has windows that start at ${level.windows.map(({ start }) => start).join(', ')}, none at ${request.windowStart}.`, ['windowStart']);
  // Told before the plan is locked, which makes its row: a plan for each day that somebody can think of helps nobody.
  const timeZone = await depotTimeZone(tx.em, depotId);
  if (!isSoldOn(level, { date: request.date, timeZone, now: tx.clock.now() })) return userError('WINDOW_GONE', REASON_MESSAGES.AFTER_CUTOFF, ['windowStart']);
  const plan = await openDayPlan(tx, { depotId, date: request.date });
  if (!plan) return userError('OUTSIDE_TERRITORY', REASON_MESSAGES.OUTSIDE_TERRITORY, ['address']);
  const [start, end] = [pattern.start, pattern.end].map((time) => instantOf(request.date, time, plan.timeZone)) as [Date, Date];
  if (start >= end) return userError('INVALID_INPUT', 'The clocks change on that day and this window does not exist. Choose another one.', ['windowStart']);
  return { address, level, plan, start, end };
}

async function placeOrder(tx: Transaction, request: FullRequest, { address, level, plan, start, end, retailerId }: Found & { retailerId: string }): Promise<OrderOutcome> {
  const { basket } = request;
  const owner = { holdId: null, deliveryId: null, holdExpiresAt: null };
  const pickupPointId = request.pickupPointId ?? null;
  const taken = await takePlace(tx, plan, { serviceLevelId: level.id, start, end, address, basket, retailerId, owner, pickupPointId });
  if ('reason' in taken) return refusedOrder(userError(taken.reason === 'AFTER_CUTOFF' ? 'WINDOW_GONE' : 'NO_CAPACITY', taken.message, ['windowStart']));
  const price = { priceMinor: await priceOfPlace(tx, plan, { ...taken, start, end, basket }), currency: level.currency };
  const recorded = await recordOrder(tx, {
    ...trimOrder(request), ...price, retailerId, address: taken.address, basket, serviceLevelId: level.id, depotId: plan.depotId, date: plan.date, windowStart: start, windowEnd: end, pickupPointId,
    timeZone: plan.timeZone, serviceSeconds: taken.serviceSeconds, holdId: null,
  });
  if (!recorded) return refusedOrder(referenceTaken(request.reference));
  plan.assignStop(taken.stopId, { ...owner, deliveryId: recorded.deliveryId });
  recordCertificate(tx, plan, { ...price, ...taken, cause: 'ORDERED', holdId: null, deliveryId: recorded.deliveryId, start, end });
  await saveDayPlan(tx, plan, 'CREATED');
  return madeOrder(tx, recorded, retailerId);
}

function findFaults(request: OrderRequest): Refusal[] {
  const missing = WITHOUT_HOLD.filter((field) => request[field] == null);
  const faults: Refusal[] = [...findOrderFaults(request), ...missing.map((field) => userError('INVALID_INPUT', 'Needed for an order without a hold.', [field]))];
  const addressFault = request.address && findAddressFault(request.address);
  if (addressFault) faults.push(userError('INVALID_INPUT', addressFault.message, ['address', addressFault.field]));
  const basketFault = request.basket && findBasketFault(request.basket);
  if (basketFault) faults.push(userError('INVALID_INPUT', basketFault.message, ['basket', ...basketFault.field]));
  return faults;
}
