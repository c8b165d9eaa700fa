/** What a tracking link may do, the one that all have first. */
export const LINK_SCOPES = ['VIEW', 'MAP', 'ADDRESS', 'PROOF', 'RESCHEDULE', 'INSTRUCTIONS', 'SHARE'] as const;
export type LinkScope = (typeof LINK_SCOPES)[number];

/** What a neighbor is handed: enough to be home for it, nothing that changes it or tells more of the recipient. */
export const HANDED_OFF_BY_DEFAULT: readonly LinkScope[] = ['VIEW', 'MAP'];
