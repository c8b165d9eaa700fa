import type { AuthCheckerFn } from 'type-graphql';
import { DoorstepError } from '../../shared/errors.ts';
import type { RequestContext } from '../context.ts';
import type { Scope } from './scopes.ts';

/**
 * The one place where scopes are checked: every `@Authorized<Scope>(…)` asks here. Any one of the scopes named is enough.
 * @throws DoorstepError `UNAUTHENTICATED` without a key, `FORBIDDEN` with a key that may not.
 */
export const checkScopes: AuthCheckerFn<RequestContext, Scope> = ({ context }, scopes) => requireScope(context, ...scopes);

/**
 * The same for the `subscribe` of a subscription: `@Authorized` guards only what each event becomes, and a source must not be opened, nor say
 * what there is, for a key that may not hear it.
 * @throws DoorstepError as `checkScopes`
 */
export function requireScope({ actor }: RequestContext, ...scopes: Scope[]): true {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'This needs a key. Send it as "Authorization: Bearer <key>".');
  if (scopes.length === 0 || scopes.some((scope) => actor.scopes.has(scope))) return true;
  throw new DoorstepError('FORBIDDEN', `This needs the scope ${scopes.map((scope) => `"${scope}"`).join(' or ')}; the key you sent (${actor.kind}) has ${[...actor.scopes].join(', ')}. Use a key that has it.`);
}
