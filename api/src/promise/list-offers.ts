import { ServiceLevel } from '../network/service-level.entity.ts';
import { demandOf } from '../orders/basket.rules.ts';
import { defaultCostModel } from '../routes/cost.rules.ts';
import { loadPlanPictures } from '../routes/load-plan-pictures.ts';
import { measureLegs } from '../routes/measure-legs.ts';
import { openRoutes } from '../routes/plan-picture.rules.ts';
import { addDays, localDate, SECOND } from '../shared/time.ts';
import { answerWish, REASON_MESSAGES, type Offer, type PlanToAsk } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { optionIdOf, type QuoteContent } from './quote-seal.ts';
import { windowsOn } from './window.rules.ts';

interface DepotRow {
  latitude: number;
  longitude: number;
  time_zone: string;
}

/**
 * The windows of a quote as the plans are now, by start, each with its reason when it can't be had. Reads five tables and
 * locks and writes nothing. Another try of a delivery is free; else a window costs what its service level costs.
 */
export async function listOffers({ server, em }: QuoteReader, quote: string, content: QuoteContent): Promise<Offer[]> {
  if (content.depotId === null) return [];
  const [depot] = await em.execute<DepotRow[]>('select latitude, longitude, time_zone from depot where id = ?', [content.depotId]);
  if (!depot) return [];
  const now = server.clock.now();
  const timeZone = depot.time_zone;
  const levels = await em.find(ServiceLevel, {}, { orderBy: { id: 'asc' } });
  const today = localDate(now, timeZone);
  const dates = Array.from({ length: content.days }, (_, day) => addDays(content.from, day)).filter((date) => date >= today);
  const plans = await loadPlans({ server, em }, { depotId: content.depotId, depot, dates, now, content, currency: levels[0]?.currency ?? 'USD' });
  const demand = demandOf(content.basket);

  const offers = dates.flatMap((date) =>
    levels.flatMap((level) =>
      windowsOn(level, { date, timeZone, now }).map(({ start, end, isBeforeCutoff }): Offer => {
        const answer = isBeforeCutoff ? answerWish(plans.get(date)!, { start, end, serviceSeconds: level.serviceSeconds, ...demand }) : { reason: 'AFTER_CUTOFF' as const };
        const reason = 'reason' in answer ? answer.reason : null;
        const option = { serviceLevelId: level.id, date, start, end, priceMinor: content.deliveryId === null ? level.priceMinor : 0, currency: level.currency };
        return { id: optionIdOf(server.secret, quote, option), ...option, timeZone, reason, message: reason && REASON_MESSAGES[reason] };
      }),
    ),
  );
  return offers.sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime());
}

interface PlansRequest {
  readonly depotId: string;
  readonly depot: { readonly latitude: number; readonly longitude: number };
  readonly dates: readonly string[];
  readonly now: Date;
  readonly content: QuoteContent;
  readonly currency: string;
}

async function loadPlans({ server, em }: Pick<QuoteReader, 'server' | 'em'>, { content, currency, ...request }: PlansRequest): Promise<Map<string, PlanToAsk>> {
  const { travelTimes } = server.ports;
  const pictures = await loadPlanPictures(em, travelTimes, request);
  const seconds = Math.ceil(request.now.getTime() / SECOND);
  const opened = pictures.map((picture) => ({ picture, routes: openRoutes(picture, seconds) }));
  const legsOf = await measureLegs(travelTimes, request.depot, opened.flatMap(({ routes }) => routes), content.address.position);
  const costModel = defaultCostModel(currency);
  return new Map(opened.map(({ picture, routes }) => [picture.date, { picture, routes, legsOf, costModel }]));
}
