import { createDriver, createRecipient, type DriverClient, type Recipient } from '@doorstep/sdk/browser';
import type { City } from '../city/generate-city.ts';
import type { House } from '../city/houses.ts';
import { addressOf } from '../city/houses.ts';
import { createRouter, type Router } from '../city/routing.ts';
import { isInTerritory } from '../city/territories.ts';
import type { Courier, Shop } from '../courier/open-courier.ts';
import { createRandom, type Random } from '../random.ts';
import type { Agenda, AgendaClock } from './agenda.ts';
import type { Tally } from './tally.ts';
import type { Trouble } from './trouble.ts';

/** How often a van tells where it is, in simulated seconds. */
export interface PingRhythm {
  /** Between two samples. */
  readonly sampleSeconds: number;
  /** Between two requests; the samples since the last one go together. */
  readonly batchSeconds: number;
}

export interface WorldOptions {
  /** GraphQL endpoint. */
  readonly apiUrl: string;
  readonly city: City;
  readonly courier: Courier;
  readonly clock: AgendaClock;
  readonly agenda: Agenda;
  readonly tally: Tally;
  readonly trouble: Trouble;
  readonly pings: PingRhythm;
  /** About how many orders come in a day. */
  readonly ordersPerDay: number;
  /** Tells a person what happens. */
  readonly say: (line: string) => void;
}

/** The tracking link that a recipient was sent. */
export interface SentLink {
  /** Of the order. */
  readonly reference: string;
  readonly token: string;
}

/** What everybody in the simulation shares. */
export interface World extends WorldOptions {
  /** Of the city's seed: fork it by name for each thing that is decided. */
  readonly random: Random;
  readonly router: Router;
  /** Houses in a territory, without the depots' lots, and houses outside all territories. */
  readonly houses: { readonly served: readonly House[]; readonly outside: readonly House[] };
  /** The house at an address, if it is one of the city's. */
  houseAt(address: { readonly line1: string; readonly postalCode: string }): House | undefined;
  /** What recipients were sent, by delivery. */
  readonly trackingLinks: Map<string, SentLink>;
  shopOf(reference: string): Shop | undefined;
  /** A client for a driver's device. */
  deviceOf(token: string): DriverClient;
  /** What the holder of a tracking link can do. */
  recipientOf(token: string): Recipient;
}

export function createWorld(options: WorldOptions): World {
  const { city, courier, apiUrl } = options;
  const lots = new Set(city.depots.map((depot) => depot.houseId));
  const homes = city.houses.filter((house) => !lots.has(house.id));
  const isServed = (house: House) => city.depots.some((depot) => isInTerritory(depot.territory, house.position));
  const keyOf = ({ line1, postalCode }: { readonly line1: string; readonly postalCode: string }) => `${line1}|${postalCode}`.toLowerCase();
  const houseByAddress = new Map(city.houses.map((house) => [keyOf(addressOf(house)), house]));
  return {
    ...options,
    random: createRandom(city.seed).fork('simulation'),
    router: createRouter(city),
    houses: { served: homes.filter(isServed), outside: homes.filter((house) => !isServed(house)) },
    houseAt: (address) => houseByAddress.get(keyOf(address)),
    trackingLinks: new Map(),
    shopOf: (reference) => courier.shops.find((shop) => reference.startsWith(`${shop.keys.referencePrefix}-`)),
    deviceOf: (sessionToken) => createDriver({ url: apiUrl, sessionToken }),
    recipientOf: (trackingToken) => createRecipient({ url: apiUrl, trackingToken }),
  };
}

/** The tracking link of a delivery: the one its recipient was sent, else a new one from its shop. */
export async function trackingLinkOf(world: World, deliveryId: string, reference?: string): Promise<SentLink | undefined> {
  const known = world.trackingLinks.get(deliveryId);
  if (known) return known;
  const named = reference ?? (await world.courier.office.delivery({ id: deliveryId }))?.order.reference;
  const shop = named === undefined ? undefined : world.shopOf(named);
  if (!shop || named === undefined) return undefined;
  const { trackingLink } = await shop.server.createTrackingLink({ deliveryId });
  const link = { reference: named, token: trackingLink.token };
  world.trackingLinks.set(deliveryId, link);
  return link;
}
