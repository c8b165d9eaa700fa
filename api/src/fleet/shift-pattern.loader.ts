import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { ShiftPattern } from './shift-pattern.entity.ts';

/** Shift patterns by id, one query for a list. */
export function shiftPatternLoader({ em }: RequestContext): DataLoader<string, ShiftPattern | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(ShiftPattern, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
