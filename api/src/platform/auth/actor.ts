import type { ActorKind } from '../../shared/actor-kind.ts';
import type { Scope } from './scopes.ts';

/** Whoever acts: the holder of a key, with what the key may do. */
export interface Actor {
  readonly kind: ActorKind;
  readonly keyId: string;
  readonly organizationId: string;
  /** Null: of the organization itself. */
  readonly retailerId: string | null;
  /** The driver of a driver session, the delivery of a tracking link, the pickup point of its key. */
  readonly subjectId: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

/** How an actor is named in events: kind and key, nothing personal. */
export function actorName(actor: Actor | null): string {
  return actor ? `${actor.kind.toLowerCase()}:${actor.keyId}` : 'system';
}

/** Everything about an actor that an answer may depend on. Two with the same may be given the same bytes: whatever else decides what is shown must stand here. */
export function visibilityOf({ kind, keyId, organizationId, retailerId, subjectId, scopes }: Actor): string {
  // A view seen through a tracking link shows that very link and the addresses of its feeds.
  const link = kind === 'TRACKING_LINK' ? keyId : '';
  return [kind, link, organizationId, retailerId ?? '', subjectId ?? '', [...scopes].sort().join(' ')].join('|');
}
