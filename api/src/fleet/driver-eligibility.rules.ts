import { CREDENTIAL_KINDS, type CredentialKind } from './fleet.rules.ts';

/** Why a driver may not drive on a day. */
export const INELIGIBLE_REASONS = ['INSURANCE_MISSING', 'INSURANCE_EXPIRED', 'LICENSE_MISSING', 'LICENSE_EXPIRED'] as const;
export type IneligibleReason = (typeof INELIGIBLE_REASONS)[number];

/** A paper and the last local date (`YYYY-MM-DD`) on which it is valid. */
interface HeldCredential {
  readonly kind: CredentialKind;
  readonly expiresOn: string;
}

/** Whether a paper is valid on a local date; its last day counts. */
export function isValidOn({ expiresOn }: Pick<HeldCredential, 'expiresOn'>, date: string): boolean {
  return date <= expiresOn;
}

/**
 * Why a driver with these papers may not drive on a local date (`YYYY-MM-DD`), or undefined when allowed: insurance and
 * license must both be valid that day. Of several papers of a kind the one that lasts longest counts.
 */
export function findIneligibility(credentials: readonly HeldCredential[], date: string): IneligibleReason | undefined {
  for (const kind of CREDENTIAL_KINDS) {
    const held = credentials.filter((credential) => credential.kind === kind);
    if (held.length === 0) return `${kind}_MISSING`;
    if (!held.some((credential) => isValidOn(credential, date))) return `${kind}_EXPIRED`;
  }
  return undefined;
}
