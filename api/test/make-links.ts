import { trackingLinkOf } from '../src/accounts/mint-tracking-link.ts';
import type { App } from '../src/app.ts';
import { newId } from '../src/shared/ids.ts';
import { AccessKey } from '../src/accounts/access-key.entity.ts';
import { newAccessKey } from '../src/accounts/new-access-key.ts';
import { systemEntityManager } from '../src/platform/context.ts';
import { feedUrlsOf } from '../src/tracking/delivery-feed-url.ts';
import type { TestCourier } from './fixtures.ts';

/** Good links, written straight into the tables; what they lead to does not matter here. */
export async function makeLinks({ server }: Pick<App, 'server'>, { organizationId, retailers }: TestCourier, count: number): Promise<{ tokens: string[]; feeds: string[] }> {
  const em = systemEntityManager(server.orm);
  const ids = Array.from({ length: count }, () => newId('accessKey'));
  const tokens = ids.map((id) => trackingLinkOf(server, id).token);
  ids.forEach((id, index) => {
    em.create(AccessKey, newAccessKey({ id, organizationId, retailerId: retailers[0]!.id, kind: 'TRACKING_LINK', name: 'Tracking link', token: tokens[index]!, subjectId: newId('delivery'), createdAt: server.clock.now() }));
  });
  await em.flush();
  return { tokens, feeds: ids.map((id) => feedUrlsOf(server, id).parcelUrl.split('/').at(-2)!) };
}
