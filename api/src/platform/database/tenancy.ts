import { p, type PolicyDef } from '@mikro-orm/core';
import { APP_ROLE, SESSION_VARIABLE, SYSTEM_ROLE } from './roles.ts';

const organizationIs = (column: string) => `${column} = current_setting('${SESSION_VARIABLE.organization}', true)`;
const retailer = `coalesce(current_setting('${SESSION_VARIABLE.retailer}', true), '')`;
/** Written as PostgreSQL gives it back, so that a comparison of schemas finds them equal. */
const retailerIs = (column: string) => `(${retailer} = '' or ${retailer} = ${column})`;

function policies(name: string, condition: string): { policies: PolicyDef[]; rowLevelSecurity: 'force' } {
  return {
    rowLevelSecurity: 'force',
    policies: [
      { name: `${name}_tenant`, roles: [APP_ROLE], using: condition, check: condition },
      { name: `${name}_system`, roles: [SYSTEM_ROLE], using: 'true', check: 'true' },
    ],
  };
}

/** Rows of an organization: seen only under a session of that organization. */
export function organizationRows(table: string) {
  return policies(table, organizationIs('organization_id'));
}

/** Rows of a retailer: seen under a session of the organization that names no retailer, or that retailer. */
export function retailerRows(table: string) {
  return policies(table, `${organizationIs('organization_id')} and ${retailerIs('retailer_id')}`);
}

/** Policies of the two tables that are tenants themselves. */
export const organizationRow = policies('organization', organizationIs('id'));
export const retailerRow = policies('retailer', `${organizationIs('organization_id')} and ${retailerIs('id')}`);

/** Columns that every tenant table starts with. */
export const tenantColumns = {
  id: p.string().primary(),
  organizationId: p.string().index(),
};
