import { Retailer } from '../accounts/retailer.entity.ts';
import { invalid, made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { VISIBILITY_LIMITS, type Visibility } from './nearness.rules.ts';

export interface VisibilityData extends Visibility {
  /** Null: for retailers without a rule of their own. */
  readonly retailerId?: string | null;
}

/** Sets from when on recipients see the van, and how exactly; for one retailer or for all that have no rule of their own. */
export async function setVanVisibility(tx: Transaction, input: VisibilityData): Promise<SetupOutcome> {
  const faults = (Object.keys(VISIBILITY_LIMITS) as (keyof Visibility)[]).flatMap((field) => {
    const [least, most] = VISIBILITY_LIMITS[field];
    return input[field] >= least && input[field] <= most ? [] : [invalid([field], `Expected ${least} to ${most}, got ${input[field]}.`)];
  });
  if (faults.length > 0) return refused(...faults);
  const { retailerId, shownFromStops, shownFromMeters, blurMeters } = input;
  const isTheirs = retailerId ? await tx.em.findOne(Retailer, { id: retailerId }) : !tx.actor?.retailerId;
  if (!isTheirs) return refused(notFound(['retailerId'], `There is no retailer ${retailerId ?? '(all)'} that this key may set it for.`));
  await tx.em.execute(
    `insert into van_visibility (organization_id, retailer_id, shown_from_stops, shown_from_meters, blur_meters) values (?, ?, ?, ?, ?)
     on conflict (organization_id, retailer_id) do update set shown_from_stops = excluded.shown_from_stops, shown_from_meters = excluded.shown_from_meters, blur_meters = excluded.blur_meters`,
    [tx.organizationId, retailerId ?? '', shownFromStops, shownFromMeters, blurMeters],
  );
  return made(retailerId ?? tx.organizationId);
}
