import { ServiceLevel } from '../network/service-level.entity.ts';
import { demandOf } from '../orders/basket.rules.ts';
import type { Delivery } from '../orders/delivery.entity.ts';
import { defaultCostModel, type CostModel } from '../routes/cost.rules.ts';
import { leaveOutStop } from '../routes/leave-out-stop.ts';
import { loadPlanPictures } from '../routes/load-plan-pictures.ts';
import { measureLegs } from '../routes/measure-legs.ts';
import { openRoutes, type PlannedVisit, type PlanPicture } from '../routes/plan-picture.rules.ts';
import { scanPlan, type PlanScan } from '../routes/plan-scan.rules.ts';
import { cardOf } from '../routes/route-card.rules.ts';
import { addDays, localDate, SECOND } from '../shared/time.ts';
import { dayRefusals } from './day-refusal.rules.ts';
import type { Changeable } from './find-changeable.ts';
import { jobOf, REASON_MESSAGES, type OptionContent, type UnavailableReason } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { optionSealer, type QuoteContent } from './quote-seal.ts';
import { feeOf, feePartsOf, levelDifference, type FeePartData } from './reschedule.rules.ts';
import { windowsOn } from './window.rules.ts';

/** A window that a delivery could be moved to. Its `priceMinor` is the fee of the change. */
export interface RescheduleOffer extends OptionContent {
  readonly id: string;
  readonly timeZone: string;
  readonly because: readonly FeePartData[];
  /** Null: it can be had. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

interface DepotRow {
  latitude: number;
  longitude: number;
  time_zone: string;
}

/** Every window of the quote's days but the one promised now, proven on the plans as they would be without the delivery. */
export async function listRescheduleOffers(reader: QuoteReader, quote: string, content: QuoteContent, { delivery, policy }: Changeable): Promise<RescheduleOffer[]> {
  const { server, em } = reader;
  const depot = await findDepot(reader, delivery.depotId);
  const now = server.clock.now();
  const timeZone = depot.time_zone;
  const dates = Array.from({ length: content.days }, (_, day) => addDays(content.from, day)).filter((date) => date >= localDate(now, timeZone));
  const costModel = defaultCostModel(delivery.currency);
  const { pictures, savedMinor } = await picturesWithout(reader, delivery, { depot, dates, now, costModel });
  const plans = await scan(reader, content, pictures, { depot, now, costModel });
  const catalogue = await reader.view.catalogue();
  const refusalOf = dayRefusals(catalogue, catalogue.depots.get(delivery.depotId) ?? { id: delivery.depotId }, content.address.position);
  const refusals = new Map(pictures.map((picture) => [picture.date, refusalOf(picture.date, picture.routes.map((route) => cardOf(route, picture.depot))) ?? undefined]));
  const levels = (await em.find(ServiceLevel, {}, { orderBy: { id: 'asc' } })).filter((level) => goesThere(level, delivery));
  const demand = demandOf(content.basket);
  const { rule } = content.change!;
  const idOf = optionSealer(server.secret, quote);

  const offers = plans.flatMap((plan) =>
    levels.flatMap((level) =>
      windowsOn(level, { date: plan.date, timeZone, now }).filter((window) => !isPromised(delivery, window)).map(({ start, end, isBeforeCutoff }): RescheduleOffer => {
        const refusal = isBeforeCutoff ? refusals.get(plan.date) : undefined;
        const answer = refusal ?? (isBeforeCutoff ? plan.find(jobOf({ start, end, serviceSeconds: level.serviceSeconds, ...demand, skills: [...new Set([...demand.skills, ...level.skills])] })) : { reason: 'AFTER_CUTOFF' as const });
        const levelMinor = levelDifference(levels, delivery.serviceLevelId, level.id);
        const reason = 'reason' in answer ? answer.reason : null;
        const marginalMinor = 'reason' in answer ? 0 : answer.place.costMinor - savedMinor;
        const priceMinor = reason ? 0 : feeOf(rule, { marginalMinor, levelMinor, paidMinor: delivery.priceMinor, fixedFeeMinor: policy.fixedFeeMinor });
        const option = { serviceLevelId: level.id, date: plan.date, start, end, priceMinor, currency: delivery.currency, pickupPointId: delivery.pickupPointId ?? null };
        const because = reason ? [] : feePartsOf(rule, priceMinor, levelMinor);
        return { id: idOf(option), ...option, timeZone, because, reason, message: refusal?.message ?? (reason && REASON_MESSAGES[reason]) };
      }),
    ),
  );
  return offers.sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime());
}

/** What driving the plan of a delivery would cost less without it, in minor units, not rounded. */
export async function savedBy(reader: QuoteReader, delivery: Delivery): Promise<number> {
  const depot = await findDepot(reader, delivery.depotId);
  const { savedMinor } = await picturesWithout(reader, delivery, { depot, dates: [], now: reader.server.clock.now(), costModel: defaultCostModel(delivery.currency) });
  return savedMinor;
}

interface Frame {
  readonly depot: DepotRow;
  readonly dates: readonly string[];
  readonly now: Date;
  readonly costModel: CostModel;
}

/** The plans of the dates, that of the delivery's own day without its stop, and what that one saves: also when its day is not among them. */
async function picturesWithout({ server, em }: QuoteReader, { id, depotId, date }: Delivery, { depot, dates, now, costModel }: Frame): Promise<{ pictures: PlanPicture[]; savedMinor: number }> {
  const { travelTimes } = server.ports;
  const own = (visit: PlannedVisit) => visit.deliveryId === id && visit.state === 'PLANNED';
  const loaded = await loadPlanPictures(em, travelTimes, { depotId, depot, dates: [...new Set([...dates, date])], now });
  const relieved = await Promise.all(loaded.map((picture) => leaveOutStop(travelTimes, picture, costModel, own)));
  return {
    pictures: relieved.map(({ picture }) => picture).filter((picture) => dates.includes(picture.date)),
    savedMinor: relieved.reduce((sum, { savedMinor }) => sum + savedMinor, 0),
  };
}

async function scan({ server }: QuoteReader, content: QuoteContent, pictures: readonly PlanPicture[], { depot, now, costModel }: Omit<Frame, 'dates'>): Promise<PlanScan[]> {
  const opened = pictures.map((picture) => ({ picture, routes: openRoutes(picture, Math.ceil(now.getTime() / SECOND)) }));
  const legsOf = await measureLegs(server.ports.travelTimes, depot, opened.flatMap(({ routes }) => routes), content.address.position);
  return opened.map(({ picture, routes }) => scanPlan({ picture, routes, legsOf, costModel }));
}

async function findDepot({ em }: QuoteReader, depotId: string): Promise<DepotRow> {
  const [depot] = await em.execute<DepotRow[]>('select latitude, longitude, time_zone from depot where id = ?', [depotId]);
  if (!depot) throw new Error(`Depot ${depotId} of a delivery is not there.`);
  return depot;
}

/** Whether a window is the one that is promised and can still be kept. */
function isPromised({ state, windowStart, windowEnd }: Delivery, { start, end }: { readonly start: Date; readonly end: Date }): boolean {
  return state !== 'ATTEMPT_FAILED' && start.getTime() === windowStart.getTime() && end.getTime() === windowEnd.getTime();
}

/** Whether a level is sold and brings parcels to where this delivery goes; its own one does in any case. */
function goesThere({ id, isOnSale, destinations }: ServiceLevel, { serviceLevelId, pickupPointId }: Delivery): boolean {
  if (id === serviceLevelId) return true;
  return isOnSale && destinations.some((destination) => (destination === 'WINDOW') === !pickupPointId);
}
