import { recordOrder } from '../../src/orders/record-order.ts';
import { tenantEntityManager, type Server } from '../../src/platform/context.ts';
import { inOrganization } from '../../src/platform/mutate.ts';
import { openDayPlan, saveDayPlan } from '../../src/routes/change-day-plan.ts';
import { checkDayPlan } from '../../src/routes/check-day-plan.ts';
import type { Job } from '../../src/routes/insertion.rules.ts';
import { instantOf, SECOND } from '../../src/shared/time.ts';
import { SERVICE_SECONDS, TIME_ZONE, WINDOWS, type BenchCourier } from './courier.ts';
import type { SeededRandom } from './random.ts';
import type { Town } from './town.ts';

const PARCEL = { weightGrams: 4_000, lengthMillimeters: 400, widthMillimeters: 300, heightMillimeters: 250 };
const VOLUME_MILLILITERS = 30_000;
const ORDERS_A_TRANSACTION = 250;
const TRIES = 4;

/** Sells windows of a day one after the other as shoppers would, through the same use cases, some hundred in a transaction. Returns how many found a place. */
export async function bookDay(server: Server, courier: BenchCourier, town: Town, random: SeededRandom, { date, deliveries }: { readonly date: string; readonly deliveries: number }): Promise<number> {
  let booked = 0;
  for (let done = 0; done < deliveries; done += ORDERS_A_TRANSACTION) {
    const count = Math.min(ORDERS_A_TRANSACTION, deliveries - done);
    booked += await inOrganization(server, courier.organizationId, async (tx) => {
      const plan = (await openDayPlan(tx, { depotId: courier.depotId, date }))!; // its depot was made by setUpCourier
      let placed = 0;
      for (let order = 0; order < count; order += 1) {
        const position = random.pick(town.addresses);
        for (let attempt = 0; attempt < TRIES; attempt += 1) {
          const window = random.pick(WINDOWS);
          const [start, end] = [instantOf(date, window.start, TIME_ZONE), instantOf(date, window.end, TIME_ZONE)];
          const job: Job = { earliest: start.getTime() / SECOND, latest: end.getTime() / SECOND - 1, serviceSeconds: SERVICE_SECONDS, weightGrams: PARCEL.weightGrams, volumeMilliliters: VOLUME_MILLILITERS, skills: [] };
          const place = await plan.findPlace(job, position);
          if (!place) continue;
          const recorded = await recordOrder(tx, {
            retailerId: courier.retailerId, reference: `${date}-${done + order}`, recipient: { name: 'A Person', phone: null, email: null }, instructions: null,
            address: { line1: '1 Street', city: 'Town', region: 'CA', postalCode: '94607', country: 'US', position }, basket: { parcels: [PARCEL], handlingNeeds: [] },
            serviceLevelId: courier.serviceLevelId, depotId: courier.depotId, date, windowStart: start, windowEnd: end, timeZone: TIME_ZONE, priceMinor: 590, currency: 'USD', serviceSeconds: SERVICE_SECONDS, holdId: null, pickupPointId: null,
          });
          plan.insert(place, { ...job, position, retailerId: courier.retailerId, holdId: null, deliveryId: recorded!.deliveryId, holdExpiresAt: null });
          placed += 1;
          break;
        }
      }
      await saveDayPlan(tx, plan, 'CREATED');
      return placed;
    });
  }
  return booked;
}

/** Breaches that the independent checker finds in all days together. */
export async function countBreaches(server: Server, { organizationId, depotId, dates }: BenchCourier): Promise<number> {
  let breaches = 0;
  for (const date of dates) {
    const em = tenantEntityManager(server.orm, { organizationId, retailerId: null });
    breaches += (await checkDayPlan(em, server.ports.travelTimes, { depotId, date, now: server.clock.now() })).length;
  }
  return breaches;
}
