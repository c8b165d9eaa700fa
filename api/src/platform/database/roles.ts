/** Runs every request. Owns nothing, bypasses nothing: row-level security decides what it sees. */
export const APP_ROLE = 'doorstep_app';

/** Runs what serves all tenants: key look-up, relay, jobs, set-up of a new organization. Sees every row by policy, still owns nothing. */
export const SYSTEM_ROLE = 'doorstep_system';

/** Session variables that the policies read. */
export const SESSION_VARIABLE = { organization: 'doorstep.organization', retailer: 'doorstep.retailer' } as const;
