import type { ActorKind } from '../shared/actor-kind.ts';
import { derivedToken, newToken } from '../platform/auth/tokens.ts';
import type { RequestContext } from '../platform/context.ts';

/** Gives the token of a key that this request makes. */
export type IssueToken = (kind: ActorKind, keyId: string) => string;

/**
 * How a mutation that shows a token once can give the same answer again under its idempotency key, although only the
 * token's hash is stored: with an idempotency key the token follows from it, the new key's id and the server's secret.
 * The idempotency key itself is stored nowhere, so neither the database nor the secret alone yields a token.
 */
export function issueTokens({ server, idempotencyKey }: Pick<RequestContext, 'server' | 'idempotencyKey'>): IssueToken {
  if (idempotencyKey !== undefined) {
    return (kind, keyId) => derivedToken(kind, `${keyId}:${idempotencyKey}`, server.secret);
  }
  const issued = new Map<string, string>();
  return (kind, keyId) => {
    const token = issued.get(keyId) ?? newToken(kind);
    issued.set(keyId, token);
    return token;
  };
}
