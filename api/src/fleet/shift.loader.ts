import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Shift } from './shift.entity.ts';

/** Shifts by id, one query for a list. */
export function shiftLoader({ em }: RequestContext): DataLoader<string, Shift | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(Shift, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
