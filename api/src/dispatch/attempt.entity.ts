import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { AttemptOutcome, FailureReason, ProofData } from './attempt.rules.ts';

const AttemptSchema = defineEntity({
  name: 'Attempt',
  tableName: 'attempt',
  ...retailerRows('attempt'),
  properties: {
    ...tenantColumns,
    retailerId: p.string(),
    deliveryId: p.string().index(),
    routeId: p.string(),
    driverId: p.string(),
    outcome: p.string().$type<AttemptOutcome>(),
    reason: p.string().$type<FailureReason>().nullable(),
    note: p.text().nullable(),
    at: p.datetime(),
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    proof: p.json<ProofData>().nullable(),
  },
});

/** One try at the door, with its outcome and evidence. */
export class Attempt extends AttemptSchema.class {}
AttemptSchema.setClass(Attempt);
