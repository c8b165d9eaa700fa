import type { CredentialKind } from '../fleet/fleet.rules.ts';

/** A paper of a driver: its kind and the last local date on which it is valid. */
export interface HeldCredential {
  readonly kind: CredentialKind;
  readonly expiresOn: string;
}

/**
 * Whether a driver may drive on a local date (`YYYY-MM-DD`): insured on it, and no kind of paper the driver holds has run
 * out without a newer one. A cargo bike needs no licence, so none is asked for; a lapsed one counts.
 */
export function mayDriveOn(date: string, credentials: readonly HeldCredential[]): boolean {
  const validThrough = new Map<CredentialKind, string>();
  for (const { kind, expiresOn } of credentials) {
    if (expiresOn > (validThrough.get(kind) ?? '')) validThrough.set(kind, expiresOn);
  }
  return validThrough.has('INSURANCE') && [...validThrough.values()].every((last) => last >= date);
}
