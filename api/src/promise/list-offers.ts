import { ServiceLevel } from '../network/service-level.entity.ts';
import { demandOf } from '../orders/basket.rules.ts';
import { defaultCostModel } from '../routes/cost.rules.ts';
import { loadPlanPictures } from '../routes/load-plan-pictures.ts';
import { measureLegs } from '../routes/measure-legs.ts';
import { openRoutes } from '../routes/plan-picture.rules.ts';
import { scanPlan, type PlanScan } from '../routes/plan-scan.rules.ts';
import { addDays, localDate, SECOND } from '../shared/time.ts';
import { makeOffers } from './make-offers.rules.ts';
import type { Offer } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { optionIdOf, type QuoteContent } from './quote-seal.ts';

interface DepotRow {
  latitude: number;
  longitude: number;
  time_zone: string;
}

/** The windows of a quote as the plans are now, see `makeOffers`. Reads five tables and locks and writes nothing. */
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
  return makeOffers({
    now, timeZone, plans, levels,
    demand: demandOf(content.basket),
    isAnotherTry: content.deliveryId !== null,
    idOf: (option) => optionIdOf(server.secret, quote, option),
  });
}

interface PlansRequest {
  readonly depotId: string;
  readonly depot: { readonly latitude: number; readonly longitude: number };
  readonly dates: readonly string[];
  readonly now: Date;
  readonly content: QuoteContent;
  readonly currency: string;
}

async function loadPlans({ server, em }: Pick<QuoteReader, 'server' | 'em'>, { content, currency, ...request }: PlansRequest): Promise<PlanScan[]> {
  const { travelTimes } = server.ports;
  const pictures = await loadPlanPictures(em, travelTimes, request);
  const seconds = Math.ceil(request.now.getTime() / SECOND);
  const opened = pictures.map((picture) => ({ picture, routes: openRoutes(picture, seconds) }));
  const legsOf = await measureLegs(travelTimes, request.depot, opened.flatMap(({ routes }) => routes), content.address.position);
  const costModel = defaultCostModel(currency);
  return opened.map(({ picture, routes }) => scanPlan({ picture, routes, legsOf, costModel }));
}
