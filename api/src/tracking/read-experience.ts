import type { EntityManager } from '@mikro-orm/postgresql';
import type { ExperienceKind, Known } from './experience.rules.ts';

/** What is known of some things. */
export interface Experiences {
  of(kind: ExperienceKind): Known;
}

const NOTHING: readonly number[] = [];

/** Reads what past days have shown about the things asked for, in one query. */
export async function readExperience(em: EntityManager, organizationId: string, asked: Readonly<Partial<Record<ExperienceKind, Iterable<string>>>>): Promise<Experiences> {
  const pairs = Object.entries(asked).flatMap(([kind, keys]) => [...new Set(keys)].map((key) => ({ kind, key })));
  const rows = await em.execute<{ kind: ExperienceKind; key: string; values: number[] }[]>(
    `select e.kind, e.key, e.values from jsonb_to_recordset(?::jsonb) as x(kind text, key text) join experience e on e.organization_id = ? and e.kind = x.kind and e.key = x.key`,
    [JSON.stringify(pairs), organizationId],
  );
  const byKey = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row.values]));
  return { of: (kind) => (key) => byKey.get(`${kind} ${key}`) ?? NOTHING };
}
