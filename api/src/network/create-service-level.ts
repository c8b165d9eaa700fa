import { Organization } from '../accounts/organization.entity.ts';
import { alreadyExists, checkText, invalid, made, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { minorOf } from '../shared/money.ts';
import { ServiceLevel } from './service-level.entity.ts';
import { findServiceLevelFaults, type ServiceLevelKind, type WindowPatternData } from './service-level.rules.ts';

export interface CreateServiceLevelData {
  readonly code: string;
  readonly name: string;
  readonly kind: ServiceLevelKind;
  readonly price: { readonly amount: string; readonly currency: string };
  readonly windows: readonly WindowPatternData[];
  /** Seconds. */
  readonly leadTime: number;
  readonly cutoff?: string | null;
  readonly horizonDays: number;
  /** Seconds. */
  readonly serviceTime: number;
}

const MAX_PRICE_MINOR = 1_000_000_00;

/** Puts a service level on sale. Its price is in the organization's currency, so that amounts can be added up. */
export async function createServiceLevel(tx: Transaction, input: CreateServiceLevelData): Promise<SetupOutcome> {
  const { currency } = await tx.em.findOneOrFail(Organization, { id: tx.organizationId });
  const priceMinor = input.price.currency === currency ? minorOf(input.price.amount, currency) : undefined;
  const errors = [
    ...checkText(['name'], input.name),
    ...findServiceLevelFaults(input).map(({ field, message }) => invalid(field, message)),
    ...checkPrice(input.price, priceMinor, currency),
  ];
  if (errors.length > 0 || priceMinor === undefined) return refused(...errors);

  const id = newId('serviceLevel');
  const isNew = await insertUnlessExists(tx.em, ServiceLevel, {
    id,
    organizationId: tx.organizationId,
    code: input.code,
    name: input.name.trim(),
    kind: input.kind,
    priceMinor,
    currency,
    windows: input.windows.map(({ start, end }) => ({ start, end })).sort((left, right) => left.start.localeCompare(right.start)),
    leadSeconds: input.leadTime,
    cutoff: input.cutoff ?? null,
    horizonDays: input.horizonDays,
    serviceSeconds: input.serviceTime,
    createdAt: tx.clock.now(),
  }, ['organizationId', 'code']);
  return isNew ? made(id) : refused(alreadyExists(['code'], `There is a service level with the code "${input.code}" already.`));
}

function checkPrice(price: CreateServiceLevelData['price'], minor: number | undefined, currency: string): SetupErrorData[] {
  if (price.currency !== currency) return [invalid(['price', 'currency'], `Expected the organization's currency ${currency}, got "${price.currency}".`)];
  if (minor !== undefined && minor >= 0 && minor <= MAX_PRICE_MINOR) return [];
  return [invalid(['price', 'amount'], `Expected an amount of at least 0 with the digits of ${currency}, got "${price.amount}".`)];
}
