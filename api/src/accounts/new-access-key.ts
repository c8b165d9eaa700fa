import type { ActorKind } from '../shared/actor-kind.ts';
import { defaultScopes, type Scope } from '../platform/auth/scopes.ts';
import { hashOf, hintOf } from '../platform/auth/tokens.ts';
import { AccessKey } from './access-key.entity.ts';

export interface NewAccessKey {
  readonly id: string;
  readonly organizationId: string;
  readonly retailerId: string | null;
  readonly kind: ActorKind;
  readonly name: string;
  /** Stored as its hash only. */
  readonly token: string;
  readonly allowedOrigins?: string[];
  readonly subjectId?: string;
  /** Default all that its kind gets. */
  readonly scopes?: readonly Scope[];
  readonly parentId?: string | null;
  readonly createdAt: Date;
  readonly expiresAt?: Date;
}

/** The row of a new key. */
export function newAccessKey(key: NewAccessKey): AccessKey {
  return Object.assign(new AccessKey(), {
    id: key.id,
    organizationId: key.organizationId,
    retailerId: key.retailerId,
    kind: key.kind,
    name: key.name,
    hash: hashOf(key.token),
    hint: hintOf(key.token),
    scopes: [...(key.scopes ?? defaultScopes(key.kind, key.retailerId !== null))],
    allowedOrigins: key.allowedOrigins ?? [],
    subjectId: key.subjectId ?? null,
    parentId: key.parentId ?? null,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt ?? null,
    revokedAt: null,
  });
}
