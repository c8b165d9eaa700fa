import { made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { decimalOf } from '../shared/money.ts';
import { readServiceLevel, type ServiceLevelText } from './read-service-level.ts';
import { ServiceLevel } from './service-level.entity.ts';

/** What of a service level can be changed. Left out: as it is. Null of what may be without: none. */
export interface UpdateServiceLevelData extends Partial<{ readonly [K in keyof Omit<ServiceLevelText, 'code' | 'kind'>]: ServiceLevelText[K] | null }> {
  readonly serviceLevelId: string;
  readonly onSale?: boolean | null;
}

const NULL_MEANS_NONE = ['cutoff', 'priceRules', 'narrowWindows', 'maxDeliveriesPerWindow'] as const;

/** Changes a service level. Quotes made before keep their price; what was promised is not touched. */
export async function updateServiceLevel(tx: Transaction, { serviceLevelId, onSale, ...change }: UpdateServiceLevelData): Promise<SetupOutcome> {
  const level = await tx.em.findOne(ServiceLevel, { id: serviceLevelId });
  if (!level) return refused(notFound(['serviceLevelId'], 'There is no such service level. Take an id from the query "serviceLevels".'));
  const given = Object.fromEntries(Object.entries(change).filter(([field, value]) => value !== undefined && (value !== null || NULL_MEANS_NONE.includes(field as never))));
  const { priceRules: newRules, narrowWindows: newNarrow, ...plain } = given as Partial<ServiceLevelText>; // nulls of the others were filtered out
  const read = readServiceLevel({ ...textOf(level), ...plain, ...(newRules && { priceRules: newRules }), ...(newNarrow && { narrowWindows: newNarrow }) }, level.currency);
  if ('errors' in read) return refused(...read.errors);
  Object.assign(level, read.value, {
    pricing: 'priceRules' in given ? read.value.pricing : level.pricing,
    narrowing: 'narrowWindows' in given ? read.value.narrowing : level.narrowing,
    isOnSale: onSale ?? level.isOnSale,
  });
  return made(serviceLevelId);
}

/** The terms of a level as `createServiceLevel` would take them, without the rules that are kept as they are. */
function textOf(level: ServiceLevel): ServiceLevelText {
  const { code, kind, name, windows, leadSeconds, cutoff, horizonDays, serviceSeconds, destinations, skills, maxDeliveriesPerWindow, priceMinor, currency } = level;
  return {
    code, kind, name, windows, horizonDays, destinations, skills, leadTime: leadSeconds, cutoff: cutoff ?? null, serviceTime: serviceSeconds,
    maxDeliveriesPerWindow: maxDeliveriesPerWindow ?? null, price: { amount: decimalOf({ minor: priceMinor, currency }), currency },
  };
}
