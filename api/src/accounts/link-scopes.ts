import type { Actor } from '../platform/auth/actor.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { LINK_SCOPES, type LinkScope } from './link-scope.rules.ts';

const KEY_SCOPE = {
  VIEW: 'tracking:link',
  MAP: 'link:map',
  ADDRESS: 'link:address',
  PROOF: 'link:proof',
  RESCHEDULE: 'link:reschedule',
  INSTRUCTIONS: 'link:instructions',
  SHARE: 'link:share',
} as const satisfies Record<LinkScope, Scope>;

/** The scopes of a link's key; every link may be viewed. */
export function keyScopesOf(linkScopes: readonly LinkScope[]): Scope[] {
  return LINK_SCOPES.filter((scope) => scope === 'VIEW' || linkScopes.includes(scope)).map((scope) => KEY_SCOPE[scope]);
}

/** What a key may do as a link, in the order of `LINK_SCOPES`. */
export function linkScopesOf(keyScopes: readonly string[]): LinkScope[] {
  return LINK_SCOPES.filter((scope) => keyScopes.includes(KEY_SCOPE[scope]));
}

/** Whether somebody looks through a tracking link that may not do this. Other keys see by their own scopes. */
export function linkLacks(actor: Pick<Actor, 'kind' | 'scopes'> | null, scope: LinkScope): boolean {
  return actor?.kind === 'TRACKING_LINK' && !actor.scopes.has(KEY_SCOPE[scope]);
}
