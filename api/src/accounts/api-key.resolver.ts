import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { AccessKey } from './access-key.entity.ts';
import { API_KEY_ACTORS, actorKindOf, apiKeyKindOf } from './api-key.rules.ts';
import { ApiKeyType, CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyInput, RevokeApiKeyPayload } from './api-key.type.ts';
import { forgetKey } from './authenticate-key.ts';
import { createApiKey } from './create-api-key.ts';
import { issueTokens } from './issue-tokens.ts';
import { retailerLoader } from './retailer.loader.ts';
import { RetailerType } from './retailer.type.ts';
import { revokeApiKey } from './revoke-api-key.ts';

const MAX_KEYS = 1_000;

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Query(() => [ApiKeyType], { description: 'The API keys of the organization and its retailers, newest first, at most 1,000, revoked ones too. Scope `accounts:read`.' })
  @Authorized<Scope>('accounts:read')
  async apiKeys(@Ctx() { em }: RequestContext): Promise<ApiKeyType[]> {
    const keys = await em.find(AccessKey, { kind: { $in: [...API_KEY_ACTORS] } }, { orderBy: { id: 'desc' }, limit: MAX_KEYS });
    return keys.map(showApiKey);
  }

  @FieldResolver(() => RetailerType, { nullable: true })
  retailer(@Root() { retailerId }: ApiKeyType, @Ctx() context: RequestContext): Promise<RetailerType | null> | null {
    return retailerId ? loaderOf(context, retailerLoader).load(retailerId) : null;
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key and shows it once. The same `Idempotency-Key` shows it again. Scope `accounts:write`.' })
  @Authorized<Scope>('accounts:write')
  async createApiKey(@Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput, @Ctx() context: RequestContext): Promise<CreateApiKeyPayload> {
    const issueToken = issueTokens(context);
    const { id, userErrors } = await mutate(context, { operation: 'createApiKey', input }, (tx) => createApiKey(tx, input, issueToken));
    if (!id) return { apiKey: null, secret: null, userErrors };
    return { apiKey: await findApiKeyById(context.em, id), secret: issueToken(actorKindOf(input.kind), id), userErrors };
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Ends a key, and closes the sockets that it opened: at once, on all nodes. Scope `accounts:write`.' })
  @Authorized<Scope>('accounts:write')
  async revokeApiKey(@Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput, @Ctx() context: RequestContext): Promise<RevokeApiKeyPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'revokeApiKey', input }, (tx) => revokeApiKey(tx, input));
    if (!id) return { apiKey: null, userErrors };
    forgetKey(context.server, id);
    return { apiKey: await findApiKeyById(context.em, id), userErrors };
  }
}

/** An API key as the API shows it, or null when there is none or the actor may not see it. Driver sessions and tracking links are none. */
export async function findApiKeyById(em: EntityManager, id: string): Promise<ApiKeyType | null> {
  const key = await em.findOne(AccessKey, { id, kind: { $in: [...API_KEY_ACTORS] } });
  return key && showApiKey(key);
}

/** Picks what may be shown: a key's hash stays inside. */
function showApiKey(key: AccessKey): ApiKeyType {
  const { id, kind, name, hint, scopes, allowedOrigins, createdAt, revokedAt, retailerId } = key;
  return Object.assign(new ApiKeyType(), { id, kind: apiKeyKindOf(kind), name, hint, scopes, allowedOrigins, createdAt, revokedAt, retailerId });
}
