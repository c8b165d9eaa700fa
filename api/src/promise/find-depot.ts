import type { EntityManager } from '@mikro-orm/postgresql';
import { findTerritory } from '../network/find-territory.rules.ts';
import { Territory } from '../network/territory.entity.ts';
import type { Position } from '../shared/geo.ts';

/** The depot whose territory an address lies in, or null. */
export async function findDepotId(em: EntityManager, position: Position): Promise<string | null> {
  const territories = await em.find(Territory, {});
  return findTerritory(territories, position)?.depotId ?? null;
}
