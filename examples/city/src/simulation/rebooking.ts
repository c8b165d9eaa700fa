import { MINUTE } from '@doorstep/api';
import type { Random } from '../random.ts';
import type { Actor } from './agenda.ts';
import { trackingLinkOf, type World } from './world.ts';

const REBOOK_SHARE = 0.7;

interface FailedDelivery {
  readonly id: string;
  readonly order: { readonly reference: string };
}

/** Some recipients of a failed delivery look at their tracking page later and choose another window. */
export function rebookLater(world: World, delivery: FailedDelivery, failedAt: Date, random: Random): void {
  if (!random.chance(REBOOK_SHARE)) return;
  const at = new Date(failedAt.getTime() + Math.round(random.between(15, 120) * MINUTE));
  world.agenda.spawn('recipient', at, rebook(world, delivery, random));
}

async function* rebook(world: World, delivery: FailedDelivery, random: Random): Actor {
  const link = await trackingLinkOf(world, delivery.id, delivery.order.reference);
  if (!link) return;
  const recipient = world.recipientOf(link.token);
  const view = await recipient.getDeliveryTracking();
  const open = view?.reattempt?.options.filter((option) => option.available) ?? [];
  if (!view?.reattempt || open.length === 0) return;
  const option = random.pick(open.slice(0, 6));
  const { tracking } = await recipient.rebookDelivery({ quote: view.reattempt.quote, optionId: option.id }, { throwOnUserErrors: false });
  if (tracking) world.tally.add('rebooked');
}
