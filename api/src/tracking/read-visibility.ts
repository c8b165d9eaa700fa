import type { EntityManager } from '@mikro-orm/postgresql';
import { USUAL_VISIBILITY, type Visibility } from './nearness.rules.ts';
import { VanVisibility } from './van-visibility.entity.ts';

/** The retailer's rule, else the organization's, else the usual one. `em` must see the whole organization. */
export async function readVisibility(em: EntityManager, { organizationId, retailerId }: { readonly organizationId: string; readonly retailerId: string }): Promise<Visibility> {
  const rules = await em.find(VanVisibility, { organizationId, retailerId: { $in: [retailerId, ''] } });
  return rules.find((rule) => rule.retailerId === retailerId) ?? rules[0] ?? USUAL_VISIBILITY;
}
