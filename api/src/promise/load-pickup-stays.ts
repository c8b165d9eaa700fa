import type { EntityManager } from '@mikro-orm/postgresql';
import { addDays } from '../shared/time.ts';
import type { PickupStay } from './pickup-stay.rules.ts';

interface StayRow {
  pickup_point_id: string;
  keep_days: number;
  parcels: number;
  date: string;
  available_until: string | null;
}

// What goes back is in its compartment until a van fetches it.
const STAYS = `
  select d.pickup_point_id, k.keep_days, count(p.id)::int as parcels, d.date, to_char(d.available_until at time zone d.time_zone, 'YYYY-MM-DD') as available_until
  from delivery d join pickup_point k on k.id = d.pickup_point_id join parcel p on p.delivery_id = d.id
  where d.pickup_point_id = any(?) and d.state not in ('COLLECTED', 'RETURNED', 'CANCELED') and d.id <> ? group by d.id, k.id
  union all
  select h.pickup_point_id, k.keep_days, jsonb_array_length(h.parcels), h.date, null
  from hold h join pickup_point k on k.id = h.pickup_point_id
  where h.pickup_point_id = any(?) and h.state = 'HELD' and h.expires_at > ? and h.id <> ?`;

export interface StaysRequest {
  readonly pickupPointIds: readonly string[];
  readonly now: Date;
  /** Whose own stay does not count, because it moves. */
  readonly except?: { readonly holdId: string | null; readonly deliveryId: string | null };
}

/** What is, or may come to be, at some pickup points: deliveries that nobody collected yet, and live holds. The entity manager must see the whole organization. */
export async function loadPickupStays(em: EntityManager, { pickupPointIds, now, except }: StaysRequest): Promise<Map<string, PickupStay[]>> {
  const ids = `{${pickupPointIds.join(',')}}`;
  const rows = await em.execute<StayRow[]>(STAYS, [ids, except?.deliveryId ?? '', ids, now, except?.holdId ?? '']);
  const stays = new Map<string, PickupStay[]>(pickupPointIds.map((id) => [id, []]));
  for (const { pickup_point_id: id, keep_days: keepDays, parcels, date, available_until: until } of rows) {
    stays.get(id)?.push({ parcels, from: date, until: until ?? addDays(date, keepDays) });
  }
  return stays;
}
