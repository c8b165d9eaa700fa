import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { DriverErrorData, DriverEventData, DriverEventOutcome } from './driver-event.rules.ts';

const DriverEventSchema = defineEntity({
  name: 'DriverEvent',
  tableName: 'driver_event',
  ...organizationRows('driver_event'),
  uniques: [{ properties: ['driverId', 'clientId'] }],
  indexes: [{ properties: ['driverId', 'outcome'] }],
  properties: {
    ...tenantColumns,
    driverId: p.string(),
    /** The device's own name for it: what makes a second sending harmless. */
    clientId: p.string(),
    /** When it happened, by our clock. */
    happenedAt: p.datetime(),
    receivedAt: p.datetime().index(),
    outcome: p.string().$type<DriverEventOutcome>(),
    error: p.json<DriverErrorData>().nullable(),
    /** A position is forgotten once it was taken. */
    isPosition: p.boolean(),
    /** What happened; null once it needs no more doing (a hand-over may name a PIN). */
    payload: p.json<DriverEventData>().nullable(),
  },
});

/** Something that a driver's device told of later than it happened. */
export class DriverEvent extends DriverEventSchema.class {}
DriverEventSchema.setClass(DriverEvent);
