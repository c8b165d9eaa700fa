import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { CredentialKind } from './fleet.rules.ts';

const CredentialSchema = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  ...organizationRows('credential'),
  ...marksChanges('fleet'),
  properties: {
    ...tenantColumns,
    driverId: p.string().index(),
    kind: p.string().$type<CredentialKind>(),
    /** Last local date (`YYYY-MM-DD`) on which it is valid. */
    expiresOn: p.string().length(10),
  },
});

/** A paper a driver must hold on the day: insurance, licence. */
export class Credential extends CredentialSchema.class {}
CredentialSchema.setClass(Credential);
