import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { ActorKind } from '../shared/actor-kind.ts';

const AccessKeySchema = defineEntity({
  name: 'AccessKey',
  tableName: 'access_key',
  ...retailerRows('access_key'),
  properties: {
    ...tenantColumns,
    /** Null: the organization's own. */
    retailerId: p.string().nullable().index(),
    kind: p.string().$type<ActorKind>(),
    name: p.string(),
    /** SHA-256 of the token, hex. The token itself is never stored. */
    hash: p.string().unique(),
    /** First characters, to recognize it by. */
    hint: p.string(),
    scopes: p.array(),
    /** Origins a publishable key may be used from; empty means any. */
    allowedOrigins: p.array(),
    /** What a driver session or tracking link is bound to: a driver or a delivery. */
    subjectId: p.string().nullable().index(),
    /** The tracking link that this one was handed off from, and ends with. */
    parentId: p.string().nullable().index(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

/** The capability of whoever acts: secret key, publishable key, driver session or tracking link. */
export class AccessKey extends AccessKeySchema.class {}
AccessKeySchema.setClass(AccessKey);
