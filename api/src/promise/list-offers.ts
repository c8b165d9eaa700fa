import type { Catalogue } from '../network/catalogue.ts';
import { demandOf } from '../orders/basket.rules.ts';
import { defaultCostModel } from '../routes/cost.rules.ts';
import { scanDays } from '../routes/scan-days.ts';
import { addDays, localDate, SECOND } from '../shared/time.ts';
import { makeOffers } from './make-offers.rules.ts';
import type { Offer } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { optionSealer, type QuoteContent } from './quote-seal.ts';
import { isSoldOn } from './window.rules.ts';

/** The windows of a quote as the plans are now, see `makeOffers`. Reads plans out of the node's memory; locks and writes nothing. */
export async function listOffers({ server, view }: QuoteReader, quote: string, content: QuoteContent): Promise<Offer[]> {
  const { depotId } = content;
  if (depotId === null) return [];
  const now = server.clock.now();
  const catalogue = await view.catalogue((known) => ({ depotId, dates: datesOf(known, { ...content, depotId }, now) }));
  const depot = catalogue.depots.get(depotId);
  if (!depot) return [];
  const days = await view.days(depotId, datesOf(catalogue, { ...content, depotId }, now));
  const plans = await scanDays({
    days, place: content.address.position, now: Math.ceil(now.getTime() / SECOND), costModel: defaultCostModel(catalogue.currency), travelTimes: server.ports.travelTimes,
  });
  return makeOffers({
    now, plans,
    timeZone: depot.timeZone,
    levels: catalogue.serviceLevels,
    demand: demandOf(content.basket),
    isAnotherTry: content.deliveryId !== null,
    idOf: optionSealer(server.secret, quote),
  });
}

/** The local dates of a quote on which anything is sold, none before today. */
export function datesOf({ depots, serviceLevels }: Catalogue, { depotId, from, days }: { readonly depotId: string; readonly from: string | null; readonly days: number }, now: Date): string[] {
  const timeZone = depots.get(depotId)?.timeZone;
  if (timeZone === undefined) return [];
  const first = from ?? localDate(now, timeZone);
  const dates = Array.from({ length: days }, (_, day) => addDays(first, day));
  return dates.filter((date) => serviceLevels.some((level) => isSoldOn(level, { date, timeZone, now })));
}
