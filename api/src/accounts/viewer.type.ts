import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ACTOR_KINDS, type ActorKind } from '../shared/actor-kind.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { OrganizationType } from './organization.type.ts';
import { RetailerType } from './retailer.type.ts';

const ACTOR_KIND = enumOf(ACTOR_KINDS);

registerEnumType(ACTOR_KIND, {
  name: 'ActorKind',
  description: 'How an actor proves who it is.',
  valuesConfig: {
    SECRET_KEY: { description: 'A key that lives on a server (`sk_…`).' },
    PUBLISHABLE_KEY: { description: 'A key that lives in web pages (`pk_…`).' },
    DRIVER_SESSION: { description: 'A driver\'s device (`drs_…`).' },
    TRACKING_LINK: { description: 'A recipient\'s link to one delivery (`trk_…`).' },
    PICKUP_POINT_KEY: { description: 'The machine or counter of one pickup point (`ppk_…`).' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Who the key of this request belongs to and what it may do.' })
export class Viewer {
  @Field(() => ACTOR_KIND, { description: 'What kind of key it is.' })
  kind: ActorKind;

  @Field(() => [String], { description: 'What it may do, e.g. `orders:write`.' })
  scopes: string[];

  @Field(() => OrganizationType, { description: 'The organization it belongs to.' })
  organization: OrganizationType;

  @Field(() => RetailerType, { nullable: true, description: 'The retailer it belongs to; null for a key of the organization itself.' })
  retailer?: RetailerType | null;

  /** The driver or delivery it is bound to; for field resolvers of slices that know those. */
  subjectId?: string | null;
}
