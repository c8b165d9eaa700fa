import type { EntityManager, EntityName, RequiredEntityData } from '@mikro-orm/postgresql';

/**
 * Inserts a row unless one with the same unique properties exists, in one statement: of several that try at once, one wins
 * and the others wait for it to commit or roll back.
 * @returns whether this call inserted it
 */
export async function insertUnlessExists<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  data: RequiredEntityData<T>,
  unique: readonly (keyof T & string)[],
): Promise<boolean> {
  const insert = em.createQueryBuilder(entity).insert(data);
  const result = await insert.onConflict([...unique] as never).ignore().execute('run', false); // the builder's key type can't be spelled over a generic T
  return result.affectedRows > 0;
}
