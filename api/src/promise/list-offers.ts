import type { Catalogue } from '../network/catalogue.ts';
import type { Depot } from '../network/depot.entity.ts';
import type { Destination } from '../network/pickup-point.rules.ts';
import { demandOf, type BasketData } from '../orders/basket.rules.ts';
import { defaultCostModel } from '../routes/cost.rules.ts';
import type { DayCard } from '../routes/day-card.rules.ts';
import { scanDays } from '../routes/scan-days.ts';
import type { Position } from '../shared/geo.ts';
import { minorOf } from '../shared/money.ts';
import { addDays, localDate, SECOND } from '../shared/time.ts';
import { dayRefusals } from './day-refusal.rules.ts';
import { loadPickupStays } from './load-pickup-stays.ts';
import { makeOffers, TO_THE_DOOR, type OfferedDay, type OfferSource } from './make-offers.rules.ts';
import { compareOffers, markGreenest, type Offer } from './offer.rules.ts';
import { nearestPoints, pickupTarget } from './pickup-target.rules.ts';
import { readScarcity } from './read-scarcity.ts';
import type { QuoteReader } from './quote-reader.ts';
import { optionSealer, type QuoteContent } from './quote-seal.ts';
import { isSoldOn } from './window.rules.ts';

/** The options of a quote as the plans are now: windows at the address, and pickup points near it. Reads plans out of the node's memory; locks and writes nothing. */
export async function listOffers(reader: QuoteReader, quote: string, content: QuoteContent): Promise<Offer[]> {
  const { server, view } = reader;
  const { depotId, basket } = content;
  if (depotId === null) return [];
  const now = server.clock.now();
  const catalogue = await view.catalogue((known) => ({ depotId, dates: datesOf(known, { ...content, depotId }, now) }));
  const depot = catalogue.depots.get(depotId);
  if (!depot) return [];
  const frame: DaysFrame = { reader, catalogue, depot, now, days: await view.days(depotId, datesOf(catalogue, { ...content, depotId }, now)) };
  const source: Omit<OfferSource, 'days' | 'target'> = {
    now,
    timeZone: depot.timeZone,
    levels: catalogue.serviceLevels,
    demand: demandOf(basket),
    isAnotherTry: content.deliveryId !== null,
    basketValueMinor: valueOf(basket, catalogue.currency),
    scarcityOf: await readScarcity(reader, { depotId, levels: catalogue.serviceLevels }),
    idOf: optionSealer(server.secret, quote),
  };
  const { position } = content.address;
  const offers = isSold(catalogue, 'WINDOW') ? makeOffers({ ...source, days: await daysAt(frame, position), target: TO_THE_DOOR }) : [];
  if (!source.isAnotherTry) offers.push(...(await offersNear(frame, source, { position, basket })));
  return markGreenest(offers.sort(compareOffers));
}

/** The local dates of a quote on which anything is sold, none before today. */
export function datesOf({ depots, serviceLevels }: Catalogue, { depotId, from, days }: { readonly depotId: string; readonly from: string | null; readonly days: number }, now: Date): string[] {
  const timeZone = depots.get(depotId)?.timeZone;
  if (timeZone === undefined) return [];
  const first = from ?? localDate(now, timeZone);
  const dates = Array.from({ length: days }, (_, day) => addDays(first, day));
  return dates.filter((date) => serviceLevels.some((level) => isSoldOn(level, { date, timeZone, now })));
}

interface DaysFrame {
  readonly reader: QuoteReader;
  readonly catalogue: Catalogue;
  readonly depot: Depot;
  readonly now: Date;
  readonly days: readonly DayCard[];
}

/** The days measured for a place, with what forbids to sell them there: closures and caps of the depot, and of the territory the place lies in. */
async function daysAt({ reader, catalogue, depot, now, days }: DaysFrame, place: Position): Promise<OfferedDay[]> {
  const scans = await scanDays({ days, place, now: Math.ceil(now.getTime() / SECOND), costModel: defaultCostModel(catalogue.currency), travelTimes: reader.server.ports.travelTimes });
  const refusalOf = dayRefusals(catalogue, depot, place);
  return days.map((plan, at): OfferedDay => ({ scan: scans[at]!, plan, refusal: refusalOf(plan.date, plan.cards) }));
}

/** Options at the lockers and pickup points near a place, where any service level brings parcels to such. */
async function offersNear(frame: DaysFrame, source: Omit<OfferSource, 'days' | 'target'>, { position, basket }: { readonly position: Position; readonly basket: BasketData }): Promise<Offer[]> {
  const { catalogue, depot, now, reader } = frame;
  const near = nearestPoints(catalogue.pickupPoints.filter(({ depotId, kind }) => depotId === depot.id && isSold(catalogue, kind)), position);
  if (near.length === 0) return [];
  const stays = await loadPickupStays(reader.em, { pickupPointIds: near.map(({ point }) => point.id), now });
  const offers = await Promise.all(
    near.map(async ({ point, meters }) => {
      const target = pickupTarget({ point, meters }, { basket, stays: stays.get(point.id) ?? [], timeZone: depot.timeZone });
      return makeOffers({ ...source, days: await daysAt(frame, point), target });
    }),
  );
  return offers.flat();
}

function isSold({ serviceLevels }: Catalogue, kind: Destination): boolean {
  return serviceLevels.some(({ isOnSale, destinations }) => isOnSale && destinations.includes(kind));
}

function valueOf({ value }: BasketData, currency: string): number | null {
  return value?.currency === currency ? (minorOf(value.amount, currency) ?? null) : null;
}
