import { LockMode } from '@mikro-orm/postgresql';
import { findTerritory } from '../network/find-territory.rules.ts';
import { PickupPoint } from '../network/pickup-point.entity.ts';
import type { LocatedAddress } from '../network/locate-address.ts';
import type { ServiceLevel } from '../network/service-level.entity.ts';
import { Territory } from '../network/territory.entity.ts';
import type { BasketData } from '../orders/basket.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft, Owner } from '../routes/day-plan-draft.ts';
import { cardOf } from '../routes/route-card.rules.ts';
import { instantOf, SECOND } from '../shared/time.ts';
import { findReachedDayCap, findReachedWindowCap } from './caps.rules.ts';
import { loadPickupStays } from './load-pickup-stays.ts';
import type { Refusal } from './make-offers.rules.ts';
import { findPointRefusal, findRoomRefusal } from './pickup-target.rules.ts';

/** Something that is about to be promised, under the lock of its day plan. */
export interface Booking {
  readonly level: ServiceLevel;
  readonly start: Date;
  readonly end: Date;
  readonly address: LocatedAddress;
  readonly basket: BasketData;
  readonly owner: Owner;
}

interface LimitsRow {
  depot_most: number | null;
  closures: { reason: string; territoryId: string | null }[];
  has_territory_caps: boolean;
}

const LIMITS = `
  select d.max_deliveries_per_day as depot_most,
    (select coalesce(json_agg(json_build_object('reason', c.reason, 'territoryId', c.territory_id)), '[]') from closure c where c.depot_id = d.id and ? between c.first_date and c.last_date) as closures,
    exists (select from territory t where t.depot_id = d.id and t.max_deliveries_per_day is not null) as has_territory_caps
  from depot d where d.id = ?`;

/**
 * What forbids a promise although a van could keep it: a day without service, or a cap that is reached on the plan as it is under its lock, so
 * that of any number at once none goes beyond it.
 */
export async function findLimit(tx: Transaction, plan: DayPlanDraft, { level, start, end, address }: Booking): Promise<Refusal | undefined> {
  const [limits] = await tx.em.execute<LimitsRow[]>(LIMITS, [plan.date, plan.depotId]);
  if (!limits) return undefined;
  const needsTerritory = limits.has_territory_caps || limits.closures.some(({ territoryId }) => territoryId !== null);
  const territory = needsTerritory ? findTerritory(await tx.em.find(Territory, { depotId: plan.depotId }), address.position) : undefined;
  const closure = limits.closures.find(({ territoryId }) => territoryId === null || territoryId === territory?.id);
  if (closure) return { reason: 'CLOSED', message: `We do not deliver on that day: ${closure.reason}.` };

  const windowCap = level.maxDeliveriesPerWindow ?? null;
  if (windowCap === null && limits.depot_most === null && territory?.maxDeliveriesPerDay == null) return undefined;
  const promised = plan.routes.map((route) => cardOf(route, plan.depot));
  const dayCap = findReachedDayCap(promised, { depotMost: limits.depot_most, territory: territory ? { ...territory, most: territory.maxDeliveriesPerDay ?? null } : null });
  if (dayCap) return { reason: 'FULL', message: dayCap };
  for (const pattern of windowCap === null ? [] : level.windows) {
    const [from, until] = [pattern.start, pattern.end].map((time) => instantOf(plan.date, time, plan.timeZone)) as [Date, Date];
    if (from > start || until < end) continue;
    const message = findReachedWindowCap(promised, { from: from.getTime() / SECOND, until: until.getTime() / SECOND }, windowCap);
    if (message) return { reason: 'FULL', message };
  }
  return undefined;
}

/**
 * The pickup point of a promise, if it can take the basket. Its row is locked after that of the plan, always in this order, because promises of
 * other days share its compartments.
 */
export async function lockPickupPoint(tx: Transaction, plan: DayPlanDraft, { pickupPointId, basket, owner }: Pick<Booking, 'basket' | 'owner'> & { readonly pickupPointId: string }): Promise<PickupPoint | Refusal> {
  const point = await tx.em.findOne(PickupPoint, { id: pickupPointId, depotId: plan.depotId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!point || point.closedAt) return { reason: 'CLOSED', message: 'This pickup point is closed. Choose another one.' };
  const stays = await loadPickupStays(tx.em, { pickupPointIds: [point.id], now: plan.now, except: owner });
  return findPointRefusal(point, basket) ?? findRoomRefusal(point, stays.get(point.id) ?? [], { parcels: basket.parcels.length, date: plan.date }) ?? point;
}
