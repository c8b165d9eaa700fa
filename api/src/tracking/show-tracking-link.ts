import type { AccessKey } from '../accounts/access-key.entity.ts';
import { linkScopesOf } from '../accounts/link-scopes.ts';
import type { LinkScope } from '../accounts/link-scope.rules.ts';

/** What is shown of a link that was given out. */
export interface ShownTrackingLink {
  readonly id: string;
  readonly hint: string;
  readonly scopes: readonly LinkScope[];
  readonly isHandedOff: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A link as the API shows it: neither token nor hash. */
export function showTrackingLink({ id, hint, scopes, parentId, createdAt, expiresAt, revokedAt }: AccessKey): ShownTrackingLink {
  return { id, hint, scopes: linkScopesOf(scopes), isHandedOff: parentId != null, createdAt, expiresAt: expiresAt ?? null, revokedAt: revokedAt ?? null };
}
