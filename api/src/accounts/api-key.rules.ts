import type { ActorKind } from '../shared/actor-kind.ts';

/** The two kinds of key that an organization makes for programs. */
export const API_KEY_KINDS = { SECRET: 'SECRET', PUBLISHABLE: 'PUBLISHABLE' } as const;
export type ApiKeyKind = (typeof API_KEY_KINDS)[keyof typeof API_KEY_KINDS];

/** Kinds of access key that are API keys; the others are driver sessions and tracking links. */
export const API_KEY_ACTORS = ['SECRET_KEY', 'PUBLISHABLE_KEY'] as const satisfies readonly ActorKind[];

export function actorKindOf(kind: ApiKeyKind): ActorKind {
  return kind === 'SECRET' ? 'SECRET_KEY' : 'PUBLISHABLE_KEY';
}

export function apiKeyKindOf(kind: ActorKind): ApiKeyKind {
  return kind === 'SECRET_KEY' ? 'SECRET' : 'PUBLISHABLE';
}
