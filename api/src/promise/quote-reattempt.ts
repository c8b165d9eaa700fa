import { Delivery } from '../orders/delivery.entity.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { QuoteReader } from './quote-reader.ts';
import { makeQuote, today, type Quote } from './quote-windows.ts';

const DAYS = 5;

/**
 * Windows for another try of a delivery whose attempt failed, free of charge; `rebookDelivery` takes one.
 * @returns null for a delivery that may not be seen, or that needs no other try
 */
export async function quoteReattempt(reader: QuoteReader, deliveryId: string): Promise<Pick<Quote, 'quote' | 'expiresAt' | 'offers'> | null> {
  const { em, retailerId } = reader;
  const delivery = await em.findOne(Delivery, { id: deliveryId, ...(retailerId !== null && { retailerId }) });
  if (delivery?.state !== 'ATTEMPT_FAILED') return null;
  const parcels = await em.find(Parcel, { deliveryId }, { orderBy: { id: 'asc' } });
  return makeQuote(
    { ...reader, retailerId: delivery.retailerId },
    {
      deliveryId,
      depotId: delivery.depotId,
      address: { ...delivery.address, position: { latitude: delivery.latitude, longitude: delivery.longitude } },
      basket: { parcels: parcels.map(sizeOf), handlingNeeds: delivery.handlingNeeds },
      from: await today(reader, delivery.depotId),
      days: DAYS,
    },
  );
}

function sizeOf({ weightGrams, lengthMillimeters, widthMillimeters, heightMillimeters }: Parcel) {
  return { weightGrams, lengthMillimeters, widthMillimeters, heightMillimeters };
}
