import { checkText, invalid, made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { addDays } from '../shared/time.ts';
import { Closure } from './closure.entity.ts';
import { Depot } from './depot.entity.ts';
import { Territory } from './territory.entity.ts';

export interface CreateClosureData {
  readonly depotId: string;
  readonly territoryId?: string | null;
  readonly firstDate: string;
  readonly lastDate?: string | null;
  readonly reason: string;
}

const MOST_DAYS = 366;

/** Stops the sale of a depot's or territory's windows on some days. Promises made before are kept. */
export async function createClosure(tx: Transaction, { depotId, territoryId = null, firstDate, reason, ...rest }: CreateClosureData): Promise<SetupOutcome> {
  const lastDate = rest.lastDate ?? firstDate;
  const errors = checkText(['reason'], reason);
  if (lastDate < firstDate || lastDate > addDays(firstDate, MOST_DAYS)) errors.push(invalid(['lastDate'], `Expected a day from ${firstDate} on, at most ${MOST_DAYS} days later, got ${lastDate}.`));
  if (errors.length > 0) return refused(...errors);
  if (!(await tx.em.findOne(Depot, { id: depotId }))) return refused(notFound(['depotId'], 'There is no such depot. Take an id from the query "depots".'));
  if (territoryId !== null && !(await tx.em.findOne(Territory, { id: territoryId, depotId }))) return refused(notFound(['territoryId'], 'This depot has no such territory. Take an id from its "territories".'));

  const id = newId('closure');
  tx.em.create(Closure, { id, organizationId: tx.organizationId, depotId, territoryId, firstDate, lastDate, reason: reason.trim(), createdAt: tx.clock.now() });
  return made(id);
}
