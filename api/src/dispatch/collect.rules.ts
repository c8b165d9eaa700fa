/** Why nothing was handed out at a pickup point. */
export const COLLECT_ERROR_CODES = ['NOT_FOUND', 'INVALID_INPUT', 'INVALID_STATE', 'WRONG_CODE', 'TOO_MANY_TRIES'] as const;
export type CollectErrorCode = (typeof COLLECT_ERROR_CODES)[number];

/** Wrong codes a pickup point takes in a span of minutes: with eight digits and a hundred parcels there, a guesser that never stops hits once in about two years. */
export const MAX_WRONG_CODES = 10;
export const WRONG_CODES_MINUTES = 10;

/** Eight digits, with spaces as people type them. */
export const MAX_CODE_LENGTH = 20;
