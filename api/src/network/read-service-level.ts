import { checkText, invalid, type SetupErrorData } from '../accounts/setup-error.rules.ts';
import type { NarrowWindowsData, PriceRulesData } from './price.rules.ts';
import type { Destination } from './pickup-point.rules.ts';
import { readAmount, readNarrowWindows, readPriceRules, type MoneyText, type NarrowWindowsText, type PriceRulesText } from './read-price-rules.ts';
import { findServiceLevelFaults, type ServiceLevelTerms, type WindowPatternData } from './service-level.rules.ts';

/** A service level as the API takes it; spans in seconds. */
export interface ServiceLevelText extends ServiceLevelTerms {
  readonly name: string;
  readonly price: MoneyText;
  readonly priceRules?: PriceRulesText | null;
  readonly narrowWindows?: NarrowWindowsText | null;
}

/** The same as its table keeps it. */
export interface ServiceLevelColumns {
  readonly name: string;
  readonly priceMinor: number;
  readonly windows: WindowPatternData[];
  readonly leadSeconds: number;
  readonly cutoff: string | null;
  readonly horizonDays: number;
  readonly serviceSeconds: number;
  readonly destinations: Destination[];
  readonly skills: string[];
  readonly pricing: PriceRulesData | null;
  readonly narrowing: NarrowWindowsData | null;
  readonly maxDeliveriesPerWindow: number | null;
}

/** Checks a service level's terms as a whole. */
export function readServiceLevel(input: ServiceLevelText, currency: string): { readonly value: ServiceLevelColumns } | { readonly errors: SetupErrorData[] } {
  const price = readAmount(input.price, currency, ['price']);
  const priceRules = input.priceRules ? readPriceRules(input.priceRules, currency) : { value: null };
  const narrowWindows = input.narrowWindows ? readNarrowWindows(input.narrowWindows, currency) : { value: null };
  const errors = [
    ...checkText(['name'], input.name),
    ...findServiceLevelFaults(input).map(({ field, message }) => invalid(field, message)),
    ...[price, priceRules, narrowWindows].flatMap((read) => ('errors' in read ? read.errors : [])),
  ];
  if (errors.length > 0 || 'errors' in price || 'errors' in priceRules || 'errors' in narrowWindows) return { errors };
  return {
    value: {
      name: input.name.trim(),
      priceMinor: price.value,
      windows: input.windows.map(({ start, end }) => ({ start, end })).sort((left, right) => left.start.localeCompare(right.start)),
      leadSeconds: input.leadTime,
      cutoff: input.cutoff ?? null,
      horizonDays: input.horizonDays,
      serviceSeconds: input.serviceTime,
      destinations: [...input.destinations],
      skills: [...new Set(input.skills)],
      pricing: priceRules.value,
      narrowing: narrowWindows.value,
      maxDeliveriesPerWindow: input.maxDeliveriesPerWindow ?? null,
    },
  };
}
