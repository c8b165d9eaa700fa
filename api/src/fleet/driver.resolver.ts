import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { issueTokens } from '../accounts/issue-tokens.ts';
import { Viewer } from '../accounts/viewer.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { createDriverSession } from './create-driver-session.ts';
import { createDriver } from './create-driver.ts';
import { firstNameOf } from './driver.rules.ts';
import { Driver } from './driver.entity.ts';
import { credentialsOfDriverLoader, driverLoader } from './driver.loader.ts';
import { CreateDriverInput, CreateDriverPayload, CreateDriverSessionInput, CreateDriverSessionPayload, CredentialType, DriverType } from './driver.type.ts';

const MAX_DRIVERS = 1_000;

@Resolver(() => DriverType)
export class DriverResolver {
  @Query(() => [DriverType], { description: 'The drivers of the organization, oldest first, at most 1,000. Scope `fleet:read`.' })
  @Authorized<Scope>('fleet:read')
  drivers(@Ctx() { em }: RequestContext): Promise<DriverType[]> {
    return em.find(Driver, {}, { orderBy: { id: 'asc' }, limit: MAX_DRIVERS });
  }

  @FieldResolver(() => String)
  firstName(@Root() { name }: DriverType): string {
    return firstNameOf(name);
  }

  @FieldResolver(() => [CredentialType])
  credentials(@Root() driver: DriverType, @Ctx() context: RequestContext): Promise<CredentialType[]> {
    return loaderOf(context, credentialsOfDriverLoader).load(driver.id);
  }

  @FieldResolver(() => Duration)
  maxDutyTime(@Root() { maxDutySeconds }: DriverType): number {
    return maxDutySeconds;
  }

  @Mutation(() => CreateDriverPayload, { description: 'Takes on a driver. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createDriver(@Arg('input', () => CreateDriverInput, { description: 'The driver.' }) input: CreateDriverInput, @Ctx() context: RequestContext): Promise<CreateDriverPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createDriver', input }, (tx) => createDriver(tx, input));
    return { driver: id ? await context.em.findOne(Driver, { id }) : null, userErrors };
  }

  @Mutation(() => CreateDriverSessionPayload, { description: 'Signs a driver\'s device in for 24 hours. The same `Idempotency-Key` shows the token again. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createDriverSession(@Arg('input', () => CreateDriverSessionInput, { description: 'Whose device.' }) input: CreateDriverSessionInput, @Ctx() context: RequestContext): Promise<CreateDriverSessionPayload> {
    const issueToken = issueTokens(context);
    const { keyId, expiresAt, userErrors } = await mutate(context, { operation: 'createDriverSession', input }, (tx) => createDriverSession(tx, input, issueToken));
    if (!keyId || !expiresAt) return { driver: null, token: null, expiresAt: null, userErrors };
    return { driver: await context.em.findOne(Driver, { id: input.driverId }), token: issueToken('DRIVER_SESSION', keyId), expiresAt: new Date(expiresAt), userErrors };
  }
}

/** What the fleet adds to the viewer: the driver whose session it is. */
@Resolver(() => Viewer)
export class ViewerDriverResolver {
  @FieldResolver(() => DriverType, { nullable: true, description: 'The driver whose session this is; null for other keys.' })
  driver(@Root() { kind, subjectId }: Viewer, @Ctx() context: RequestContext): Promise<DriverType | null> | null {
    return kind === 'DRIVER_SESSION' && subjectId ? loaderOf(context, driverLoader).load(subjectId) : null;
  }
}
