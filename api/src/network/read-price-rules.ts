import { invalid, type SetupErrorData } from '../accounts/setup-error.rules.ts';
import { minorOf } from '../shared/money.ts';
import { findNarrowWindowsFaults, findPriceRulesFaults, type NarrowWindowsData, type PriceRulesData } from './price.rules.ts';

/** An amount as the API takes it. */
export interface MoneyText {
  readonly amount: string;
  readonly currency: string;
}

/** Price rules as the API takes them. */
export interface PriceRulesText {
  readonly marginalCostWeight: number;
  readonly includedCost?: MoneyText | null;
  readonly scarcityWeight: number;
  readonly least?: MoneyText | null;
  readonly most?: MoneyText | null;
  readonly roundingStep?: MoneyText | null;
  readonly roundingEnding?: MoneyText | null;
  readonly freeFrom?: MoneyText | null;
}

/** Rules of narrow windows as the API takes them; spans in seconds. */
export interface NarrowWindowsText {
  readonly length: number;
  readonly leastSlack: number;
  readonly pricePerSlackHour?: MoneyText | null;
}

type Read<T> = { readonly value: T } | { readonly errors: SetupErrorData[] };

const MOST_MINOR = 1_000_000_00;

/** An amount of at least 0 in the organization's currency, in minor units. */
export function readAmount(money: MoneyText, currency: string, field: string[]): Read<number> {
  if (money.currency !== currency) return { errors: [invalid([...field, 'currency'], `Expected the organization's currency ${currency}, got "${money.currency}".`)] };
  const minor = minorOf(money.amount, currency);
  if (minor !== undefined && minor >= 0 && minor <= MOST_MINOR) return { value: minor };
  return { errors: [invalid([...field, 'amount'], `Expected an amount of at least 0 with the digits of ${currency}, got "${money.amount}".`)] };
}

/** Price rules in minor units, checked. */
export function readPriceRules(rules: PriceRulesText, currency: string): Read<PriceRulesData> {
  const { amountOf, errors } = amounts('priceRules', currency);
  const value: PriceRulesData = {
    marginalCostWeight: rules.marginalCostWeight,
    includedCostMinor: amountOf('includedCost', rules.includedCost) ?? 0,
    scarcityWeight: rules.scarcityWeight,
    leastMinor: amountOf('least', rules.least),
    mostMinor: amountOf('most', rules.most),
    roundingStepMinor: amountOf('roundingStep', rules.roundingStep) ?? 1,
    roundingEndingMinor: amountOf('roundingEnding', rules.roundingEnding) ?? 0,
    freeFromMinor: amountOf('freeFrom', rules.freeFrom),
  };
  const faults = errors.length > 0 ? errors : findPriceRulesFaults(value).map(({ field, message }) => invalid(field, message));
  return faults.length > 0 ? { errors: faults } : { value };
}

/** Rules of narrow windows in minor units, checked. */
export function readNarrowWindows({ length, leastSlack, pricePerSlackHour }: NarrowWindowsText, currency: string): Read<NarrowWindowsData> {
  const { amountOf, errors } = amounts('narrowWindows', currency);
  const value: NarrowWindowsData = { lengthSeconds: length, leastSlackSeconds: leastSlack, pricePerSlackHourMinor: amountOf('pricePerSlackHour', pricePerSlackHour) ?? 0 };
  const faults = errors.length > 0 ? errors : findNarrowWindowsFaults(value).map(({ field, message }) => invalid(field, message));
  return faults.length > 0 ? { errors: faults } : { value };
}

function amounts(parent: string, currency: string) {
  const errors: SetupErrorData[] = [];
  const amountOf = (field: string, money: MoneyText | null | undefined): number | null => {
    if (money == null) return null;
    const read = readAmount(money, currency, [parent, field]);
    if ('value' in read) return read.value;
    errors.push(...read.errors);
    return null;
  };
  return { amountOf, errors };
}
