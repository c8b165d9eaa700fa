import type { EntityManager } from '@mikro-orm/postgresql';
import { findTerritory } from '../network/find-territory.rules.ts';
import { Depot } from '../network/depot.entity.ts';
import { Territory } from '../network/territory.entity.ts';
import type { Position } from '../shared/geo.ts';

/** The depot whose territory an address lies in, or null. */
export async function findDepotId(em: EntityManager, position: Position): Promise<string | null> {
  const territories = await em.find(Territory, {});
  return findTerritory(territories, position)?.depotId ?? null;
}

/** The IANA zone of a depot. */
export async function depotTimeZone(em: EntityManager, depotId: string): Promise<string> {
  return (await em.findOneOrFail(Depot, { id: depotId })).timeZone;
}
