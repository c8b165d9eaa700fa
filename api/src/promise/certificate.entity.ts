import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { CertificateCause, StopSlackData } from './certificate.rules.ts';

const PromiseCertificateSchema = defineEntity({
  name: 'PromiseCertificate',
  tableName: 'promise_certificate',
  ...organizationRows('promise_certificate'),
  indexes: [{ properties: ['deliveryId'] }, { properties: ['holdId'] }],
  properties: {
    ...tenantColumns,
    cause: p.string().$type<CertificateCause>(),
    holdId: p.string().nullable(),
    /** Set once the hold is confirmed. */
    deliveryId: p.string().nullable(),
    dayPlanId: p.string(),
    /** Of the plan with the place in it. */
    planVersion: p.integer(),
    /** No foreign keys: plans change, and what was proven then stays. */
    routeId: p.string(),
    stopId: p.string(),
    /** 0-based place in the route. */
    position: p.integer(),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    timeZone: p.string(),
    plannedArrival: p.datetime(),
    /** How much later it could begin. */
    slackSeconds: p.integer(),
    /** The same for every other stop of the route. */
    slacks: p.json<StopSlackData[]>(),
    /** Where the travel times came from. */
    travelSource: p.string(),
    addedSeconds: p.integer(),
    addedMeters: p.integer(),
    /** Marginal cost, in minor units. */
    costMinor: p.integer(),
    priceMinor: p.integer(),
    currency: p.string().length(3),
    createdAt: p.datetime(),
  },
});

/** How a promise was proven: the place in a route that keeps every other one. Rows are never changed, only given to their delivery. */
export class PromiseCertificate extends PromiseCertificateSchema.class {}
PromiseCertificateSchema.setClass(PromiseCertificate);
