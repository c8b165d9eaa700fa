import { systemEntityManager } from '../context.ts';
import type { ScheduledJob } from '../jobs.ts';
import { IDEMPOTENCY_RETENTION } from './claim-key.ts';
import { IdempotencyRecord } from './idempotency-record.entity.ts';

/** Deletes answers of idempotency keys that are remembered no more. `claimKey` takes such a key as new, so nothing waits for this. */
export const forgetKeys: ScheduledJob = {
  name: 'forget-keys',
  cron: '37 * * * *',
  async run(server) {
    const oldest = new Date(server.clock.now().getTime() - IDEMPOTENCY_RETENTION);
    await systemEntityManager(server.orm).nativeDelete(IdempotencyRecord, { createdAt: { $lt: oldest } });
  },
};
