import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../platform/context.ts';
import { DoorstepError } from '../shared/errors.ts';
import { Organization } from './organization.entity.ts';
import { Retailer } from './retailer.entity.ts';
import { Viewer } from './viewer.type.ts';

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who the key of this request belongs to and what it may do. Any key may ask.' })
  @Authorized()
  async viewer(@Ctx() { actor, em }: RequestContext): Promise<Viewer> {
    if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
    const organization = await em.findOneOrFail(Organization, { id: actor.organizationId });
    const retailer = actor.retailerId ? await em.findOne(Retailer, { id: actor.retailerId }) : null;
    return { kind: actor.kind, scopes: [...actor.scopes].sort(), organization, retailer, subjectId: actor.subjectId };
  }
}
