import { p, type PolicyDef } from '@mikro-orm/core';
import { APP_ROLE, SESSION_VARIABLE, SYSTEM_ROLE } from './roles.ts';

/** As a subquery it is read once a statement, not once a row, and the planner counts on it finding rows. */
const session = (variable: string) => `( SELECT current_setting('${variable}', true) AS current_setting)`;

const organizationIs = (column: string) => `${column} = ${session(SESSION_VARIABLE.organization)}`;
const retailer = `coalesce(${session(SESSION_VARIABLE.retailer)}, '')`;
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
