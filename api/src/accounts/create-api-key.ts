import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { actorKindOf, type ApiKeyKind } from './api-key.rules.ts';
import type { IssueToken } from './issue-tokens.ts';
import { newAccessKey } from './new-access-key.ts';
import { normalizeOrigin } from './origin.rules.ts';
import { Retailer } from './retailer.entity.ts';
import { checkText, invalid, made, notFound, refused, type SetupErrorData, type SetupOutcome } from './setup-error.rules.ts';

export interface CreateApiKeyData {
  readonly retailerId?: string | null;
  readonly kind: ApiKeyKind;
  readonly name: string;
  readonly allowedOrigins: readonly string[];
}

const MAX_ORIGINS = 20;

/** Makes a key of the organization or of one of its retailers, with the scopes that kind gets. */
export async function createApiKey(tx: Transaction, input: CreateApiKeyData, issueToken: IssueToken): Promise<SetupOutcome> {
  const errors = [...checkText(['name'], input.name), ...checkOrigins(input)];
  if (errors.length > 0) return refused(...errors);
  const retailerId = input.retailerId ?? null;
  if (retailerId !== null && !(await tx.em.findOne(Retailer, { id: retailerId }))) {
    return refused(notFound(['retailerId'], 'There is no such retailer. Take an id from the query "retailers".'));
  }
  const id = newId('accessKey');
  const kind = actorKindOf(input.kind);
  tx.em.persist(
    newAccessKey({
      id,
      organizationId: tx.organizationId,
      retailerId,
      kind,
      name: input.name.trim(),
      token: issueToken(kind, id),
      allowedOrigins: [...new Set(input.allowedOrigins.flatMap((origin) => normalizeOrigin(origin) ?? []))],
      createdAt: tx.clock.now(),
    }),
  );
  return made(id);
}

function checkOrigins({ kind, allowedOrigins }: CreateApiKeyData): SetupErrorData[] {
  const field = ['allowedOrigins'];
  if (kind === 'SECRET' && allowedOrigins.length > 0) return [invalid(field, 'Only a publishable key is bound to origins: a secret key belongs on a server, never in a page.')];
  if (allowedOrigins.length > MAX_ORIGINS) return [invalid(field, `At most ${MAX_ORIGINS} origins, got ${allowedOrigins.length}.`)];
  return allowedOrigins
    .filter((origin) => normalizeOrigin(origin) === undefined)
    .map((origin) => invalid(field, `Expected an origin such as "https://shop.example" without a path, got "${origin}".`));
}
