import type { Actor } from '../platform/auth/actor.ts';
import { tenantEntityManager, type Server } from '../platform/context.ts';
import { newId } from '../shared/ids.ts';
import { MINUTE } from '../shared/time.ts';
import type { LinkViewKind } from './link.rules.ts';

const MOST_REMEMBERED = 10_000;
/** What this process wrote lately, so that a page that asks each second writes once a minute. */
const WRITTEN = new WeakMap<Server, Map<string, number>>();

/** Notes that a link was looked through, once a minute and kind. Keys that are no links leave no trace. */
export async function recordLinkView(server: Server, actor: Actor | null, kind: LinkViewKind): Promise<void> {
  if (actor?.kind !== 'TRACKING_LINK') return;
  const minute = Math.floor(server.clock.now().getTime() / MINUTE);
  const written = WRITTEN.get(server) ?? new Map<string, number>();
  WRITTEN.set(server, written);
  const key = `${actor.keyId} ${kind}`;
  if (written.get(key) === minute) return;
  if (written.size >= MOST_REMEMBERED) written.clear();
  written.set(key, minute);
  await tenantEntityManager(server.orm, actor).transactional((em) => em.execute(
    'insert into link_view (id, organization_id, retailer_id, access_key_id, kind, viewed_at) values (?, ?, ?, ?, ?, ?) on conflict (access_key_id, viewed_at, kind) do nothing',
    [newId('linkView'), actor.organizationId, actor.retailerId, actor.keyId, kind, new Date(minute * MINUTE)],
  ));
}
