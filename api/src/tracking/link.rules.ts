import type { UserErrorData } from '../shared/errors.ts';

/** Why something about a tracking link was refused. */
export const LINK_ERROR_CODES = ['NOT_FOUND', 'INVALID_INPUT', 'INVALID_STATE', 'TOO_MANY_LINKS', 'WRONG_POSTAL_CODE', 'TOO_MANY_ATTEMPTS'] as const;
export type LinkErrorCode = (typeof LINK_ERROR_CODES)[number];
export type LinkErrorData = UserErrorData<LinkErrorCode>;

/** Links that can be used and were handed off from one. */
export const MOST_HANDED_OFF = 5;

/** What a look through a tracking link was. */
export const LINK_VIEW_KINDS = ['PAGE', 'LIVE', 'CALENDAR', 'PARCEL', 'ADDRESS'] as const;
export type LinkViewKind = (typeof LINK_VIEW_KINDS)[number];
