import DataLoader from 'dataloader';
import { AccessKey } from '../accounts/access-key.entity.ts';
import type { RequestContext } from '../platform/context.ts';
import { LinkView } from './link-view.entity.ts';

const MOST_LINKS = 100;
const NEWEST_OF_EACH = `
  select id from (
    select id, row_number() over (partition by access_key_id order by viewed_at desc, id desc) as place from link_view where access_key_id = any(?)
  ) numbered where place <= ?`;

/** How many views of a link are shown. */
export const MOST_VIEWS = 50;

/** Links by delivery, newest first, at most 100 each; one query for a list. */
export function linksOfDeliveryLoader({ em }: RequestContext): DataLoader<string, AccessKey[]> {
  return new DataLoader(async (deliveryIds) => {
    const rows = await em.find(AccessKey, { kind: 'TRACKING_LINK', subjectId: { $in: [...deliveryIds] } }, { orderBy: { id: 'desc' } });
    const byDelivery = Map.groupBy(rows, (row) => row.subjectId);
    return deliveryIds.map((id) => (byDelivery.get(id) ?? []).slice(0, MOST_LINKS));
  });
}

/** Links by the one they were handed off from, newest first; one query for a list. */
export function handedOffLoader({ em }: RequestContext): DataLoader<string, AccessKey[]> {
  return new DataLoader(async (parentIds) => {
    const rows = await em.find(AccessKey, { parentId: { $in: [...parentIds] } }, { orderBy: { id: 'desc' } });
    const byParent = Map.groupBy(rows, (row) => row.parentId);
    return parentIds.map((id) => (byParent.get(id) ?? []).slice(0, MOST_LINKS));
  });
}

/** The newest views of each link; two queries for a list. */
export function linkViewsLoader({ em }: RequestContext): DataLoader<string, LinkView[]> {
  return new DataLoader(async (linkIds) => {
    const rows = await em.execute<{ id: string }[]>(NEWEST_OF_EACH, [`{${linkIds.join(',')}}`, MOST_VIEWS]);
    const views = await em.find(LinkView, { id: { $in: rows.map(({ id }) => id) } }, { orderBy: { viewedAt: 'desc', id: 'desc' } });
    const byLink = Map.groupBy(views, (view) => view.accessKeyId);
    return linkIds.map((id) => byLink.get(id) ?? []);
  });
}
