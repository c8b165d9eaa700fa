import { instantOf, MINUTE, SECOND } from '@doorstep/api';
import { UserErrorsError, type DeliveryOption, type Hold } from '@doorstep/sdk';
import { makeBasket } from '../city/baskets.ts';
import { DEMO_RETAILERS } from '../city/brands.ts';
import { addressOf } from '../city/houses.ts';
import { makeShopper, type Shopper } from '../city/people.ts';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import type { Shop } from '../courier/open-courier.ts';
import type { Random } from '../random.ts';
import type { Actor } from './agenda.ts';
import type { World } from './world.ts';

/** When people shop, in local time. */
const OPEN = { from: '07:30', until: '20:45' } as const;

/** What a visit to a checkout comes to, and how likely that is. */
const INTENTS = [['order', 82], ['browse', 7], ['release', 4], ['forget', 3], ['outside', 4]] as const;
type Intent = (typeof INTENTS)[number][0];
const ORDERS_PER_VISIT = 0.82;

/** Which day they like best, counted from today. */
const DAYS = [[0, 30], [1, 62], [2, 8]] as const;

/** Which service they like, where several are open: most take what is cheap. */
const LEVEL_SHARES: Readonly<Record<string, number>> = { 'same-day': 40, 'next-day': 45, 'two-hours': 25, 'one-hour': 12, 'evening': 10 };
const OTHER_LEVEL_SHARE = 10;

/** A share of recipients is sent a PIN to tell at the door, and some think better of it. */
const PIN_SHARE = 0.06;
const CANCEL_SHARE = 0.015;

/** Lets the visits of a local date come that lie ahead; the same date always has the same ones. */
export function scheduleShoppers(world: World, date: string): void {
  const random = world.random.fork(`shoppers ${date}`);
  const [opens, closes] = [instantOf(date, OPEN.from, TIME_ZONE), instantOf(date, OPEN.until, TIME_ZONE)];
  const visits = Math.round(world.ordersPerDay / ORDERS_PER_VISIT);
  const now = world.clock.now().getTime();
  for (let index = 0; index < visits; index++) {
    const at = new Date(Math.round(random.between(opens.getTime(), closes.getTime())));
    if (at.getTime() < now) continue;
    world.agenda.spawn('shopper', at, visit(world, at, random.fork(index), `${date.slice(2).replaceAll('-', '')}-${String(index + 1).padStart(3, '0')}`));
  }
}

/** One visit to a checkout: windows, a hold, and then what the shopper makes of it. */
async function* visit(world: World, start: Date, random: Random, number: string): Actor {
  const intent: Intent = random.weighted(INTENTS);
  const index = random.integer(0, world.courier.shops.length - 1);
  const shop = world.courier.shops[index]!;
  const shopper = makeShopper(random.fork('who'), intent === 'outside' ? world.houses.outside : world.houses.served);
  const taken = await holdWindow(world, shop, shopper, random.fork('what'), { assortment: DEMO_RETAILERS[index]!.assortment, isBrowsing: intent === 'browse' });
  if (!taken || intent === 'forget') return;

  let now = new Date(start.getTime() + Math.round(random.between(20 * SECOND, 3 * MINUTE)));
  yield now;
  if (intent === 'release') {
    await shop.pages.releaseHold({ holdId: taken.id });
    return;
  }
  const reference = `${shop.keys.referencePrefix}-${number}`;
  const { givenName, familyName, email, phone, instructions } = shopper;
  const { delivery, trackingLink } = await shop.server.confirmHold({
    holdId: taken.id, reference, recipient: { name: `${givenName} ${familyName}`, email, phone }, ...(instructions !== undefined && { instructions }),
  });
  world.tally.add('ordered');
  world.trackingLinks.set(delivery.id, { reference, token: trackingLink.token });

  if (!random.chance(CANCEL_SHARE)) return;
  now = new Date(now.getTime() + Math.round(random.between(5, 40) * MINUTE));
  yield now;
  try {
    await shop.server.cancelDelivery({ deliveryId: delivery.id, reason: 'The shopper thought better of it.' });
    world.tally.add('canceled');
  } catch (error) {
    // Too late is an answer, not a failure: it is on the van.
    if (!(error instanceof UserErrorsError && error.has('INVALID_STATE'))) throw error;
  }
}

/** Asks for windows and takes one. Undefined when there is none, or nobody meant to take one. */
async function holdWindow(
  world: World, { pages }: Shop, shopper: Shopper, random: Random, { assortment, isBrowsing }: { readonly assortment: 'home' | 'kitchen'; readonly isBrowsing: boolean },
): Promise<Hold | undefined> {
  // Without its position: the courier's own address book knows every house.
  const { line1, city, region, postalCode, country } = addressOf(shopper.house);
  const { parcels, handlingNeeds } = makeBasket(random.fork('basket'), assortment);
  const basket = { parcels, handlingNeeds: random.chance(PIN_SHARE) ? [...handlingNeeds, 'PIN' as const] : handlingNeeds };
  const { quote, options } = await pages.deliveryOptions({ address: { line1, city, region, postalCode, country }, basket, days: 3 });
  const choice = choose(options, random);
  if (!choice) world.tally.add('refused');
  if (!choice || isBrowsing) return undefined;
  const first = await pages.holdDeliveryOption({ quote, optionId: choice.id }, { throwOnUserErrors: false });
  if (first.hold) return first.hold;
  // Gone in the meantime: the nearest that is still open, once.
  const other = first.alternatives[0];
  const second = other && (await pages.holdDeliveryOption({ quote, optionId: other.id }, { throwOnUserErrors: false }));
  if (!second?.hold) world.tally.add('refused');
  return second?.hold ?? undefined;
}

/** A service they like, among those on the day they like best or the nearest to it, and any of its windows. */
function choose(options: readonly DeliveryOption[], random: Random): DeliveryOption | undefined {
  const open = options.filter((option) => option.available && option.price);
  const dates = [...new Set(options.map((option) => option.date))].sort();
  const liked = random.weighted(DAYS);
  const away = (option: DeliveryOption) => Math.abs(dates.indexOf(option.date) - liked);
  const nearest = Math.min(...open.map(away));
  const candidates = open.filter((option) => away(option) === nearest);
  const levels = [...new Set(candidates.map(({ serviceLevel }) => serviceLevel.code))];
  if (levels.length === 0) return undefined;
  const level = random.weighted(levels.map((code) => [code, LEVEL_SHARES[code] ?? OTHER_LEVEL_SHARE] as const));
  return random.pick(candidates.filter(({ serviceLevel }) => serviceLevel.code === level));
}
