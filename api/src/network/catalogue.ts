import type { EntityManager } from '@mikro-orm/postgresql';
import { Closure } from './closure.entity.ts';
import { Depot } from './depot.entity.ts';
import { PickupPoint } from './pickup-point.entity.ts';
import { ServiceLevel } from './service-level.entity.ts';
import { Territory } from './territory.entity.ts';

/** What an organization sells from where: few rows that seldom change and that every quote needs. Tables of the mark `network`. */
export interface Catalogue {
  /** ISO 4217, of the organization. */
  readonly currency: string;
  readonly depots: ReadonlyMap<string, Depot>;
  readonly territories: readonly Territory[];
  /** By id, the oldest first. */
  readonly serviceLevels: readonly ServiceLevel[];
  /** Those that are open, by id. */
  readonly pickupPoints: readonly PickupPoint[];
  /** Past ones too, by id. */
  readonly closures: readonly Closure[];
}

/** Reads the catalogue of the organization that the entity manager sees. */
export async function loadCatalogue(em: EntityManager): Promise<Catalogue> {
  const [organization] = await em.execute<{ currency: string }[]>('select currency from organization');
  const depots = await em.find(Depot, {});
  const territories = await em.find(Territory, {});
  const serviceLevels = await em.find(ServiceLevel, {}, { orderBy: { id: 'asc' } });
  const pickupPoints = await em.find(PickupPoint, { closedAt: null }, { orderBy: { id: 'asc' } });
  const closures = await em.find(Closure, {}, { orderBy: { id: 'asc' } });
  return { currency: organization?.currency ?? 'USD', depots: new Map(depots.map((depot) => [depot.id, depot])), territories, serviceLevels, pickupPoints, closures };
}
