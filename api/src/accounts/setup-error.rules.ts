import { userError, type UserErrorData } from '../shared/errors.ts';

/** Why something of the set-up (retailers, keys, depots, drivers …) was refused. */
export const SETUP_ERROR_CODES = { NOT_FOUND: 'NOT_FOUND', INVALID_INPUT: 'INVALID_INPUT', ALREADY_EXISTS: 'ALREADY_EXISTS', IN_USE: 'IN_USE' } as const;
export type SetupErrorCode = (typeof SETUP_ERROR_CODES)[keyof typeof SETUP_ERROR_CODES];

export type SetupErrorData = UserErrorData<SetupErrorCode>;

/** What a set-up use case answers: the id of what it made or changed, or why not. */
export interface SetupOutcome {
  readonly id: string | null;
  readonly userErrors: SetupErrorData[];
}

export function made(id: string): SetupOutcome {
  return { id, userErrors: [] };
}

export function refused(...userErrors: SetupErrorData[]): SetupOutcome {
  return { id: null, userErrors };
}

export function invalid(field: string[], message: string): SetupErrorData {
  return userError('INVALID_INPUT', message, field);
}

export function notFound(field: string[], message: string): SetupErrorData {
  return userError('NOT_FOUND', message, field);
}

export function alreadyExists(field: string[], message: string): SetupErrorData {
  return userError('ALREADY_EXISTS', message, field);
}

export function inUse(field: string[], message: string): SetupErrorData {
  return userError('IN_USE', message, field);
}

/** A name must say something and fit on a screen. */
export function checkText(field: string[], text: string, maxLength = 100): SetupErrorData[] {
  const { length } = text.trim();
  if (length >= 1 && length <= maxLength) return [];
  return [invalid(field, `Expected 1 to ${maxLength} characters, got ${length}.`)];
}
