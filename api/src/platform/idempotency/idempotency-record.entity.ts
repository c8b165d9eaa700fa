import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../database/tenancy.ts';

const IdempotencyRecordSchema = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  ...organizationRows('idempotency_record'),
  properties: {
    /** SHA-256 of access key id, mutation and the caller's key. */
    id: p.string().primary(),
    organizationId: p.string(),
    /** SHA-256 of the input: another body under the same key is an error. */
    inputHash: p.string(),
    /** What the use case answered, as plain data. */
    outcome: p.json<unknown>().nullable(),
    createdAt: p.datetime().index(),
  },
});

/** What a mutation answered under an idempotency key; written in its own transaction. */
export class IdempotencyRecord extends IdempotencyRecordSchema.class {}
IdempotencyRecordSchema.setClass(IdempotencyRecord);
