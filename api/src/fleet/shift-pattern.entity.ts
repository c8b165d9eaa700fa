import { defineEntity, p } from '@mikro-orm/core';
import type { Weekday } from '../network/pickup-point.rules.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { VehicleKind } from './fleet.rules.ts';

const ShiftPatternSchema = defineEntity({
  name: 'ShiftPattern',
  tableName: 'shift_pattern',
  ...organizationRows('shift_pattern'),
  properties: {
    ...tenantColumns,
    depotId: p.string().index(),
    weekdays: p.array().$type<Weekday[]>(),
    /** Local wall-clock times of the depot, `HH:MM`, on the same day. */
    start: p.string().length(5),
    end: p.string().length(5),
    /** How many of them, each with a driver. */
    vans: p.integer(),
    vehicleKind: p.string().$type<VehicleKind>(),
    /** The very vehicle, where there is one van and it is known. */
    vehicleId: p.string().nullable(),
    maxWeightGrams: p.integer(),
    maxVolumeLiters: p.integer(),
    /** What whoever comes is taken to be able to do. */
    skills: p.array(),
    maxDutySeconds: p.integer(),
    /** First and last local date, `YYYY-MM-DD`; without a last one until it is ended. */
    validFrom: p.string().length(10),
    validUntil: p.string().length(10).nullable(),
    createdAt: p.datetime(),
  },
});

/** So many vans of a kind on those days of the week, whoever drives them: capacity that can be sold before anybody is on shift. */
export class ShiftPattern extends ShiftPatternSchema.class {}
ShiftPatternSchema.setClass(ShiftPattern);
