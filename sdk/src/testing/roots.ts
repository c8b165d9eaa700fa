import { changeHold, extendHold, releaseHold, takeHold } from './holds.ts';
import { cancelDelivery, confirmHold, createOrder, mintLink, moveDelivery, type OrderDetails, type OrderRequest } from './orders.ts';
import { SCOPES, type FakeActor } from './actor.ts';
import { fakeError } from './fake-error.ts';
import { isRefusal, type AddressRecord, type BasketRecord, type DeliveryRecord, type HoldRecord, type Refusal } from './records.ts';
import { readFeed } from './feed.ts';
import {
  cursorOf, deliveryView, depotView, eventView, holdView, optionViews, orderView, organizationView, pageOf, quoteView, retailerView, serviceLevelView, trackingView, type View,
} from './views.ts';
import { alternativesTo, makeQuote, readFreeOption, type QuoteRequest } from './windows.ts';
import type { World } from './world.ts';

/** One request in the fake. */
export interface FakeContext {
  readonly world: World;
  readonly actor: FakeActor;
}

/** A field at the root: who may ask, any of these scopes being enough, and what it gives. */
export interface RootField {
  readonly scopes: readonly string[];
  // Arguments are checked against the schema before they come here.
  readonly run: (context: FakeContext, args: any) => unknown;
}

const MOST_DAYS = 14;

/** What can be asked. */
export const QUERIES: Readonly<Record<string, RootField>> = {
  viewer: { scopes: [], run: ({ world, actor: { kind } }) => ({ kind, scopes: [...SCOPES[kind]].sort(), organization: organizationView(world), retailer: retailerView(world), driver: null }) },
  deliveryOptions: { scopes: ['promise:quote'], run: ({ world }, { input }) => quoteView(world, makeQuote(world, checkedRequest(input))) },
  hold: { scopes: ['promise:hold', 'orders:read'], run: (context, { id }) => shownHold(context, context.world.holds.get(id)) },
  order: {
    scopes: ['orders:read'],
    run({ world }, { id, reference }) {
      if ((id == null) === (reference == null)) throw fakeError('BAD_USER_INPUT', 'Give either "id" or "reference".');
      const found = [...world.deliveries.values()].find((delivery) => (id == null ? delivery.reference === reference : delivery.orderId === id));
      return found ? orderView(world, found.orderId) : null;
    },
  },
  orders: {
    scopes: ['orders:read'],
    run({ world }, args) {
      const ids = [...new Set([...world.deliveries.values()].map(({ orderId }) => orderId))].reverse();
      return pageOf(ids.map((id) => [btoa(id), orderView(world, id) ?? {}] as const), checkedPage(args));
    },
  },
  delivery: { scopes: ['orders:read'], run: ({ world }, { id }) => shownDelivery(world, world.deliveries.get(id)) },
  deliveries: {
    scopes: ['orders:read'],
    run({ world }, { filter, ...args }) {
      const fitting = [...world.deliveries.values()].reverse().filter(({ state, place }) => (!filter?.states || filter.states.includes(state)) && (!filter?.date || filter.date === place.date));
      return pageOf(fitting.map((delivery) => [btoa(delivery.id), deliveryView(world, delivery)] as const), checkedPage(args));
    },
  },
  deliveryTracking: {
    scopes: ['tracking:link', 'tracking:read'],
    run(context, { deliveryId }) {
      const delivery = trackedDelivery(context, deliveryId);
      return delivery ? trackingView(context.world, delivery, context.actor.kind === 'TRACKING_LINK') : null;
    },
  },
  deliveryEvents: {
    scopes: ['events:read'],
    run: ({ world }, { after, filter, ...args }) => pageOf(readFeed(world, after, filter).map((event) => [cursorOf(event.position), eventView(event)] as const), checkedPage(args)),
  },
  deliveryEventsHead: { scopes: ['events:read'], run: ({ world }) => cursorOf(world.feed.length) },
  serviceLevels: { scopes: ['network:read'], run: ({ world }) => world.serviceLevels.map(serviceLevelView) },
  depots: { scopes: ['network:read'], run: ({ world }) => [depotView(world)] },
  node: { scopes: [], run: (context, { id }) => nodeOf(context, id) },
  nodes: { scopes: [], run: (context, { ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(context, id)) },
};

/** What can be done. */
export const MUTATIONS: Readonly<Record<string, RootField>> = {
  holdDeliveryOption: { scopes: ['promise:hold'], run: (context, { input }) => choicePayload(context, input, takeHold(context.world, input)) },
  extendHold: { scopes: ['promise:hold'], run: (context, { input }) => holdPayload(context, extendHold(context.world, input.holdId)) },
  changeHold: { scopes: ['promise:hold'], run: (context, { input }) => choicePayload(context, input, changeHold(context.world, input.holdId, input)) },
  releaseHold: { scopes: ['promise:hold'], run: (context, { input }) => holdPayload(context, releaseHold(context.world, input.holdId)) },
  confirmHold: { scopes: ['orders:write'], run: ({ world }, { input }: { input: OrderDetails & { holdId: string } }) => orderPayload(world, confirmHold(world, input.holdId, input)) },
  createOrder: { scopes: ['orders:write'], run: ({ world }, { input }: { input: OrderRequest }) => orderPayload(world, createOrder(world, input)) },
  cancelDelivery: {
    scopes: ['orders:write'],
    run({ world }, { input }) {
      const outcome = cancelDelivery(world, input.deliveryId);
      return isRefusal(outcome) ? { delivery: null, userErrors: [outcome] } : { delivery: deliveryView(world, outcome), userErrors: [] };
    },
  },
  createTrackingLink: {
    scopes: ['orders:write'],
    run({ world }, { input: { deliveryId } }) {
      if (world.deliveries.has(deliveryId)) return { trackingLink: linkView(world, deliveryId), userErrors: [] };
      return { trackingLink: null, userErrors: [{ code: 'NOT_FOUND', field: ['deliveryId'], message: `There is no delivery ${deliveryId}.` }] };
    },
  },
  rebookDelivery: { scopes: ['tracking:link'], run: rebook },
};

/** What stands for a basket that is not known yet. */
const SMALL_BASKET: BasketRecord = { parcels: [{ weightGrams: 1_000, lengthMillimeters: 300, widthMillimeters: 200, heightMillimeters: 100 }] };

interface AskedOptions {
  readonly address?: AddressRecord | null;
  readonly postalArea?: { readonly postalCode: string; readonly countryCode: string } | null;
  readonly basket?: BasketRecord | null;
  readonly from?: string | null;
  readonly days: number;
}

function checkedRequest({ address, postalArea, basket, from, days }: AskedOptions): QuoteRequest {
  if ((address == null) === (postalArea == null)) throw fakeError('BAD_USER_INPUT', 'Give either "address" or "postalArea".');
  if (days < 1 || days > MOST_DAYS) throw fakeError('BAD_USER_INPUT', `days: expected 1 to ${MOST_DAYS}, got ${days}.`);
  if (address && !address.line1.trim()) throw fakeError('BAD_USER_INPUT', 'address.line1: Expected a text, got nothing.');
  if (basket && basket.parcels.length === 0) throw fakeError('BAD_USER_INPUT', 'basket.parcels: Expected 1 to 50 parcels, got 0.');
  const area = { line1: '', city: 'Oakland', region: 'CA', postalCode: postalArea?.postalCode ?? '', country: postalArea?.countryCode ?? 'US' };
  return { address: address ?? area, isOfArea: !address, basket: basket ?? SMALL_BASKET, from: from ?? null, days, deliveryId: null };
}

function checkedPage({ first, after }: { first: number; after?: string | null }) {
  if (first < 1 || first > 100) throw fakeError('BAD_USER_INPUT', `"first" must be 1 to 100, got ${first}.`);
  return { first, after };
}

function shownHold({ world, actor }: FakeContext, hold: HoldRecord | undefined): View | null {
  return hold ? holdView(world, hold, actor.kind === 'SECRET_KEY') : null;
}

function shownDelivery(world: World, delivery: DeliveryRecord | undefined): View | null {
  return delivery ? deliveryView(world, delivery) : null;
}

/** The delivery that may be tracked: its own for a tracking link. */
export function trackedDelivery({ world, actor }: FakeContext, deliveryId: string | null | undefined): DeliveryRecord | undefined {
  if (actor.kind !== 'TRACKING_LINK' && !deliveryId) throw fakeError('BAD_USER_INPUT', 'Which delivery? Only a tracking link may leave "deliveryId" out.');
  if (actor.deliveryId && deliveryId && deliveryId !== actor.deliveryId) return undefined;
  return world.deliveries.get(actor.deliveryId ?? deliveryId ?? '');
}

function nodeOf(context: FakeContext, id: string): View | null {
  const { world, actor } = context;
  if (id.startsWith('hld_') && actor.kind !== 'TRACKING_LINK') return shownHold(context, world.holds.get(id));
  if (actor.kind !== 'SECRET_KEY') return null;
  if (id.startsWith('dlv_')) return shownDelivery(world, world.deliveries.get(id));
  return id.startsWith('ord_') ? orderView(world, id) : null;
}

function holdPayload(context: FakeContext, outcome: HoldRecord | Refusal): View {
  if (isRefusal(outcome)) return { hold: null, userErrors: [outcome] };
  return { hold: shownHold(context, outcome), userErrors: [] };
}

/** With what helps beside a window that is gone. */
function choicePayload(context: FakeContext, input: { quote: string; optionId: string }, outcome: HoldRecord | Refusal): View {
  const found = isRefusal(outcome) && outcome.code === 'WINDOW_GONE' ? alternativesTo(context.world, input) : undefined;
  const options = found ? optionViews(context.world, found.quote, found.ids) : [];
  return { ...holdPayload(context, outcome), alternatives: options, cheapestAlternatives: options };
}

function orderPayload(world: World, outcome: DeliveryRecord | readonly Refusal[]): View {
  if ('id' in outcome) {
    return { order: orderView(world, outcome.orderId), delivery: deliveryView(world, outcome), trackingLink: linkView(world, outcome.id), userErrors: [] };
  }
  return { order: null, delivery: null, trackingLink: null, userErrors: outcome };
}

function linkView(world: World, deliveryId: string): View {
  const token = mintLink(world, deliveryId);
  return { token, url: `${new URL(world.settings.url).origin}/t/#${token}` };
}

function rebook(context: FakeContext, { input }: { input: { quote: string; optionId: string } }): View {
  const { world } = context;
  const delivery = trackedDelivery(context, null);
  if (!delivery || delivery.state !== 'ATTEMPT_FAILED') {
    return { tracking: null, alternatives: [], userErrors: [{ code: 'INVALID_STATE', field: null, message: 'Only a delivery whose attempt failed can get another window.' }] };
  }
  const free = readFreeOption(world, input, { deliveryId: delivery.id });
  if (isRefusal(free)) {
    const found = free.code === 'WINDOW_GONE' ? alternativesTo(world, input) : undefined;
    return { tracking: null, userErrors: [free], alternatives: found ? optionViews(world, found.quote, found.ids) : [] };
  }
  delivery.place = free.place;
  delivery.failureReason = null;
  moveDelivery(world, delivery, 'CONFIRMED');
  return { tracking: trackingView(world, delivery, true), userErrors: [], alternatives: [] };
}
