import { extensionsLeft } from './holds.ts';
import { wayOf } from './journey.ts';
import type { DeliveryRecord, EventRecord, HoldRecord, Place, QuoteRecord, ServiceLevelRecord } from './records.ts';
import { iso, isoDuration, SECOND } from './time.ts';
import { addressReason, makeQuote, REASONS, windowReason } from './windows.ts';
import type { World } from './world.ts';

/** An object of the schema: values, and functions for what leads on to others. What it leaves out is empty, see `execute`. */
export type View = Readonly<Record<string, unknown>>;

/** Fixed things, the same in every fake. */
export const BRAND: View = { name: 'Fern & Field', logoUrl: null, primaryColor: '#1f6f54', accentColor: '#f2b705', locale: 'en' };
const DEPOT_ADDRESS: View = { line1: '1 Depot Way', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', position: { latitude: 37.8, longitude: -122.25 } };

const money = (minor: number): View => ({ amount: (minor / 100).toFixed(2), currency: 'USD' });

/** The organization that delivers. */
export function organizationView({ settings }: World): View {
  return { __typename: 'Organization', id: 'org_00000000000000000000000000', name: 'Bay Couriers', currency: 'USD', timeZone: settings.timeZone };
}

/** The shop whose keys these are. */
export function retailerView({ settings }: World): View {
  return { __typename: 'Retailer', id: 'ret_00000000000000000000000000', name: BRAND['name'], brand: BRAND, createdAt: iso(settings.now) };
}

/** Where the vans start. */
export function depotView({ settings }: World): View {
  return { __typename: 'Depot', id: 'dep_00000000000000000000000000', name: 'Oakland', address: DEPOT_ADDRESS, timeZone: settings.timeZone };
}

/** What is sold. */
export function serviceLevelView({ id, code, name, kind, priceMinor, windows, leadSeconds }: ServiceLevelRecord): View {
  return {
    __typename: 'ServiceLevel', id, code, name, kind, price: money(priceMinor), windows, leadTime: isoDuration(leadSeconds * SECOND), cutoff: null, horizonDays: 14, serviceTime: 'PT4M',
  };
}

function windowView({ settings }: World, { start, end }: Place): View {
  return { start: iso(start), end: iso(end), timeZone: settings.timeZone };
}

/** A quote with its options. */
export function quoteView(world: World, quote: QuoteRecord): View {
  const reason = addressReason(quote.address);
  return {
    quote: quote.id, expiresAt: iso(quote.expiresAt), asOf: iso(world.now), address: quote.isOfArea ? { ...quote.address, position: null } : quote.address, precision: quote.isOfArea ? 'POSTAL_AREA' : 'ADDRESS', reason, message: reason && REASONS[reason],
    options: optionViews(world, quote),
  };
}

/** The options of a quote, or some of them. */
export function optionViews(world: World, quote: QuoteRecord, ids: readonly string[] = [...quote.options.keys()]): readonly View[] {
  return ids.flatMap((id) => {
    const place = quote.options.get(id);
    return place ? [optionView(world, id, place)] : [];
  });
}

function optionView(world: World, id: string, place: Place): View {
  const reason = windowReason(world, place);
  const price = money(place.serviceLevel.priceMinor);
  return {
    id, kind: 'WINDOW', serviceLevel: serviceLevelView(place.serviceLevel), date: place.date, window: windowView(world, place), available: reason === null,
    price: reason === null ? price : null, reason, message: reason && REASONS[reason],
    because: reason === null ? [{ kind: 'BASE', amount: price, message: place.serviceLevel.name }] : [],
  };
}

/** A hold as it stands. */
export function holdView(world: World, hold: HoldRecord, mayReadOrders: boolean): View {
  const { id, state, expiresAt, place, address, orderId } = hold;
  return {
    __typename: 'Hold', id, state, expiresAt: iso(expiresAt), expiresIn: isoDuration(expiresAt - world.now), extensionsLeft: extensionsLeft(hold),
    window: windowView(world, place), price: money(place.serviceLevel.priceMinor), serviceLevel: serviceLevelView(place.serviceLevel), address,
    order: () => (orderId && mayReadOrders ? orderView(world, orderId) : null),
  };
}

/** An order with its deliveries, or null. */
export function orderView(world: World, orderId: string): View | null {
  const deliveries = [...world.deliveries.values()].filter((delivery) => delivery.orderId === orderId);
  const [first] = deliveries;
  if (!first) return null;
  return {
    __typename: 'Order', id: orderId, reference: first.reference, retailer: retailerView(world), createdAt: iso(first.createdAt),
    deliveries: () => deliveries.map((delivery) => deliveryView(world, delivery)),
  };
}

/** A delivery as its shop sees it. */
export function deliveryView(world: World, delivery: DeliveryRecord): View {
  const { id, state, recipient, address, instructions, place, basket, parcels, createdAt, orderId } = delivery;
  const isLoaded = delivery.reached.has('LOADED');
  return {
    __typename: 'Delivery', id, kind: 'DROP_OFF', state, recipient, address, instructions, createdAt: iso(createdAt), handlingNeeds: basket.handlingNeeds ?? [],
    order: () => orderView(world, orderId), depot: depotView(world), serviceLevel: serviceLevelView(place.serviceLevel), window: windowView(world, place),
    price: money(place.serviceLevel.priceMinor), stop: null, attempts: attemptViews(delivery),
    parcels: parcels.map((parcel) => ({ __typename: 'Parcel', ...parcel, loadedAt: isLoaded ? iso(delivery.reached.get('LOADED') ?? 0) : null })),
    journey: ({ first, after }: { first?: number | null; after?: string | null }) =>
      pageOf(world.feed.filter(({ deliveryId }) => deliveryId === id).map((event) => [cursorOf(event.position), eventView(event)] as const), { first: first ?? 50, after }),
  };
}

function attemptViews({ id, state, reached, failureReason, pin }: DeliveryRecord): readonly View[] {
  const attempt = (outcome: string, at: number | undefined): View => ({
    __typename: 'Attempt', id: id.replace('dlv', 'att'), outcome, at: iso(at ?? 0), reason: outcome === 'FAILED' ? failureReason : null, proof: proofView(at ?? 0, pin),
  });
  if (state === 'DELIVERED') return [attempt('DELIVERED', reached.get('DELIVERED'))];
  return failureReason && reached.has('ATTEMPT_FAILED') ? [attempt('FAILED', reached.get('ATTEMPT_FAILED'))] : [];
}

function proofView(at: number, pin: string | null): View {
  return { photoUrls: [], signatureUrl: null, pinVerified: pin !== null, note: null, place: 'IN_PERSON', at: iso(at), position: null };
}

/** A delivery as its recipient sees it. */
export function trackingView(world: World, delivery: DeliveryRecord, isRecipient: boolean): View {
  const { id, reference, state, place, address, updatedAt, pin, failureReason, reached } = delivery;
  const hasEnded = ['DELIVERED', 'RETURNING', 'RETURNED', 'CANCELED'].includes(state);
  return {
    deliveryId: id, reference, state, brand: BRAND, window: windowView(world, place), destination: address.position, ...wayOf(world, delivery),
    commitment: { window: windowView(world, place) },
    pin: isRecipient && !hasEnded ? pin : null,
    proof: state === 'DELIVERED' ? proofView(reached.get('DELIVERED') ?? 0, pin) : null,
    failureReason: reached.has('ATTEMPT_FAILED') ? failureReason : null,
    reattempt: () => (isRecipient && state === 'ATTEMPT_FAILED' ? reattemptView(world, delivery) : null),
    updatedAt: iso(updatedAt), asOf: iso(world.now),
  };
}

function reattemptView(world: World, { address, basket, id }: DeliveryRecord): View {
  const quote = makeQuote(world, { address, basket, from: null, days: 5, deliveryId: id });
  const free = optionViews(world, quote).filter(({ available }) => available);
  return { quote: quote.id, options: free };
}

/** An event of the feed. */
export function eventView({ id, position, type, at, deliveryId, data }: EventRecord): View {
  return { __typename: 'JourneyEvent', id, cursor: cursorOf(position), type, occurredAt: iso(at), recordedAt: iso(at), actor: 'system', position: null, deliveryId, data };
}

/** The cursor of a place in the feed. */
export function cursorOf(position: number): string {
  return btoa(`feed:${position}`);
}

/** One page of a list whose items come with their cursors. */
export function pageOf(items: readonly (readonly [cursor: string, node: View])[], { first, after }: { first: number; after?: string | null | undefined }): View {
  const from = after == null ? 0 : items.findIndex(([cursor]) => cursor === after) + 1;
  const page = items.slice(from, from + first);
  return {
    edges: page.map(([cursor, node]) => ({ cursor, node })),
    pageInfo: { hasNextPage: from + first < items.length, hasPreviousPage: from > 0, startCursor: page[0]?.[0] ?? null, endCursor: page.at(-1)?.[0] ?? null },
  };
}
