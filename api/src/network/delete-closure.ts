import { made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Closure } from './closure.entity.ts';

/** Takes a closure back: its days can be sold again. */
export async function deleteClosure(tx: Transaction, { closureId }: { readonly closureId: string }): Promise<SetupOutcome> {
  const deleted = await tx.em.nativeDelete(Closure, { id: closureId });
  return deleted > 0 ? made(closureId) : refused(notFound(['closureId'], 'There is no such closure. Take an id from the query "closures".'));
}
