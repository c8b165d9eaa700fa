import { makeBasket, type Basket } from '../city/baskets.ts';
import { DEMO_RETAILERS } from '../city/brands.ts';
import { addressOf, type House } from '../city/houses.ts';
import { addressInput } from '../courier/set-up-courier.ts';
import type { Random } from '../random.ts';
import { trackingLinkOf, type World } from '../simulation/world.ts';

const SERVED_ADDRESSES = 6;
/** A basket for the page: what fits into every van and onto every bike. */
const PARCELS_ON_PAGE = 2;
/** Doors ahead of the van: near enough to see it come, far enough to have time for it. */
const DOORS_AHEAD = 1;

/** What the storefront page needs to know; nothing in it is secret. */
export async function storefrontConfig(world: World) {
  const random = world.random.fork('storefront');
  return {
    apiUrl: '/graphql',
    shops: world.courier.shops.map(({ keys }, index) => {
      const retailer = DEMO_RETAILERS[index]!;
      const basket = pageBasket(random.fork(`basket ${index}`), retailer.assortment);
      return {
        slug: slugOf(keys.name),
        brand: retailer.brand,
        publishableKey: keys.publishableKey,
        addresses: exampleHouses(world, random.fork(`addresses ${index}`)).map((house) => addressInput(addressOf(house))),
        basket,
        items: basket.parcels.map(({ description }, place) => ({ title: description, price: { amount: (random.fork(`price ${index} ${place}`).integer(18, 96) - 0.1).toFixed(2), currency: 'USD' } })),
      };
    }),
    trackingLinks: await trackingLinks(world),
  };
}

/** `Pepper & Plum` → `pepper-plum`. */
export function slugOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** Tracking pages of deliveries that are on the road right now, at most one a van. */
export async function trackingLinks(world: World): Promise<{ readonly url: string; readonly title: string }[]> {
  const links: { url: string; title: string }[] = [];
  for (const deliveryId of world.tally.ahead(DOORS_AHEAD).slice(0, 4)) {
    const link = await trackingLinkOf(world, deliveryId);
    if (link) links.push({ url: `/t/#${link.token}`, title: `${world.shopOf(link.reference)?.keys.name} · ${link.reference}` });
  }
  return links;
}

/** Some houses of the territories, and one that no van goes to. */
function exampleHouses({ houses }: World, random: Random): House[] {
  return [...Array.from({ length: SERVED_ADDRESSES }, () => random.pick(houses.served)), random.pick(houses.outside)];
}

function pageBasket(random: Random, assortment: Parameters<typeof makeBasket>[1]): Basket {
  for (let attempt = 0; ; attempt++) {
    const basket = makeBasket(random.fork(attempt), assortment);
    const isPlain = !basket.handlingNeeds.some((need) => need === 'TWO_PERSON' || need === 'AGE_CHECK');
    if (isPlain && basket.parcels.length === PARCELS_ON_PAGE) return basket;
  }
}
