import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Destination } from './pickup-point.rules.ts';
import type { NarrowWindowsData, PriceRulesData } from './price.rules.ts';
import type { ServiceLevelKind, WindowPatternData } from './service-level.rules.ts';

const ServiceLevelSchema = defineEntity({
  name: 'ServiceLevel',
  tableName: 'service_level',
  ...organizationRows('service_level'),
  ...marksChanges('network'),
  uniques: [{ properties: ['organizationId', 'code'] }],
  properties: {
    ...tenantColumns,
    code: p.string(),
    name: p.string(),
    kind: p.string().$type<ServiceLevelKind>(),
    priceMinor: p.integer(),
    currency: p.string().length(3),
    windows: p.json<WindowPatternData[]>(),
    /** How long before a window's start it can last be sold. */
    leadSeconds: p.integer(),
    /** Local `HH:MM` on the day before, after which NEXT_DAY is not sold any more. */
    cutoff: p.string().nullable(),
    /** How many days ahead it is sold, today included. */
    horizonDays: p.integer(),
    /** Time at the door for one delivery. */
    serviceSeconds: p.integer(),
    /** Where it brings parcels to. */
    destinations: p.array<Destination>((text) => text as Destination, (destination) => destination).defaultRaw(`'{WINDOW}'`),
    /** Skills a driver needs for it, beside those that the basket asks for. */
    skills: p.array().defaultRaw(`'{}'`),
    /** Whether it can be bought now. */
    isOnSale: p.boolean().default(true),
    /** Null: the price is `priceMinor`, always. */
    pricing: p.json<PriceRulesData>().nullable(),
    /** Null: none beside its own windows. */
    narrowing: p.json<NarrowWindowsData>().nullable(),
    /** Most deliveries of a depot within one of its windows; null: as many as fit. */
    maxDeliveriesPerWindow: p.integer().nullable(),
    createdAt: p.datetime(),
  },
});

/** What is sold: same-day, next-day, scheduled, evening, express; with cut-off, windows, service time and price. */
export class ServiceLevel extends ServiceLevelSchema.class {}
ServiceLevelSchema.setClass(ServiceLevel);
