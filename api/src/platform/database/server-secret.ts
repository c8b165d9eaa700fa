import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { systemEntityManager } from '../context.ts';

/** The secret all nodes of a database share; the first one makes it. */
export async function readServerSecret(orm: MikroORM): Promise<Buffer> {
  const em = systemEntityManager(orm);
  await em.execute('insert into server_secret (id, value) values (?, ?) on conflict (id) do nothing', ['main', randomBytes(32).toString('hex')]);
  const [row] = await em.execute<{ value: string }[]>('select value from server_secret where id = ?', ['main']);
  if (!row) throw new Error('The table server_secret gave no row although one was just written: check the policies of the database.');
  return Buffer.from(row.value, 'hex');
}
