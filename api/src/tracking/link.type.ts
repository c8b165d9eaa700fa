import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { LINK_SCOPES, type LinkScope } from '../accounts/link-scope.rules.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { TrackingLink } from '../promise/order-mutations.type.ts';
import { LINK_ERROR_CODES, LINK_VIEW_KINDS, MOST_HANDED_OFF, type LinkErrorCode, type LinkViewKind } from './link.rules.ts';

/** For the fields of other types. */
export const LINK_SCOPE = enumOf(LINK_SCOPES);
const LINK_VIEW_KIND = enumOf(LINK_VIEW_KINDS);
const LINK_ERROR_CODE = enumOf(LINK_ERROR_CODES);

registerEnumType(LINK_SCOPE, {
  name: 'LinkScope',
  description: 'What a tracking link may do. May grow.',
  valuesConfig: {
    VIEW: { description: 'State, window, estimate and steps. Every link has it.' },
    MAP: { description: 'Where the van is once it is near.' },
    ADDRESS: { description: 'The door, to whoever knows its postal code; the PIN.' },
    PROOF: { description: 'Photo and signature of the hand-over.' },
    RESCHEDULE: { description: 'Choose another window, or cancel.' },
    INSTRUCTIONS: { description: 'Tell the driver what to know, and where to leave it.' },
    SHARE: { description: 'Hand off links of fewer scopes.' },
  },
});

registerEnumType(LINK_VIEW_KIND, {
  name: 'LinkViewKind',
  description: 'How a link was looked through. May grow.',
  valuesConfig: {
    PAGE: { description: 'The view was read.' },
    LIVE: { description: 'The view was followed.' },
    CALENDAR: { description: 'A calendar read its feed.' },
    PARCEL: { description: 'A program read its ParcelDelivery.' },
    ADDRESS: { description: 'The door was shown.' },
  },
});

registerEnumType(LINK_ERROR_CODE, {
  name: 'LinkErrorCode',
  description: 'Why something about a tracking link was refused. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such delivery or link, or this key may not see it.' },
    INVALID_INPUT: { description: 'A value is outside of what is allowed.' },
    INVALID_STATE: { description: 'The delivery is too far for that, or has no postal code.' },
    TOO_MANY_LINKS: { description: 'Too many links were handed off from this one.' },
    WRONG_POSTAL_CODE: { description: 'Not the postal code of this delivery.' },
    TOO_MANY_ATTEMPTS: { description: 'Too many wrong postal codes; the message says when to try again.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why something about a tracking link was refused. Nothing was changed.' })
export class LinkError extends UserErrorType {
  @Field(() => LINK_ERROR_CODE, { description: 'To branch on.' })
  code: LinkErrorCode;
}

@ObjectType('LinkView', { simpleResolvers: true, description: 'A minute in which somebody looked through a tracking link. Who it was is not kept.' })
export class LinkViewType {
  @Field(() => DateTimeISO, { description: 'The minute.' })
  viewedAt: Date;

  @Field(() => LINK_VIEW_KIND, { description: 'How.' })
  kind: LinkViewKind;
}

@ObjectType('IssuedTrackingLink', { simpleResolvers: true, description: 'A tracking link as it was given out. Its token was shown once.' })
export class IssuedTrackingLink {
  @Field(() => ID, { description: 'For `revokeTrackingLink`.' })
  id: string;

  @Field(() => String, { description: 'First characters of its token, to recognize it by.' })
  hint: string;

  @Field(() => [LINK_SCOPE], { description: 'What it may do.' })
  scopes: readonly LinkScope[];

  @Field(() => Boolean, { description: 'Whether a recipient handed it off from another link.' })
  isHandedOff: boolean;

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ends by itself.' })
  expiresAt: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was ended; null while it was not.' })
  revokedAt: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'The same delivery for programs of the recipient. Whoever has one of these addresses can read window and state, nothing else; they end with the link.' })
export class DeliveryFeeds {
  @Field(() => String, { description: 'Calendar feed (iCalendar) to subscribe to; follows every change and a cancellation.' })
  calendarUrl: string;

  @Field(() => String, { description: 'ParcelDelivery of schema.org as JSON-LD.' })
  parcelUrl: string;
}

@InputType({ description: 'Whose tracking link to make, and what it may do.' })
export class CreateTrackingLinkInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => [LINK_SCOPE], { nullable: true, description: 'Default all; VIEW is always among them.' })
  scopes?: LinkScope[] | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ends; default and at most 90 days from now.' })
  expiresAt?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createTrackingLink`.' })
export class CreateTrackingLinkPayload {
  @Field(() => TrackingLink, { nullable: true, description: 'The new link, or null when refused.' })
  trackingLink: TrackingLink | null;

  @Field(() => [LinkError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly LinkError[];
}

@InputType({ description: 'A link for somebody who takes the parcel in.' })
export class HandOffTrackingLinkInput {
  @Field(() => [LINK_SCOPE], { nullable: true, description: 'Default VIEW and MAP; never more than the own link has, and never SHARE.' })
  scopes?: LinkScope[] | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it ends; default and at most two days after the promised window.' })
  expiresAt?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: `What came of \`handOffTrackingLink\`. At most ${MOST_HANDED_OFF} links handed off from one can be used at a time.` })
export class HandOffTrackingLinkPayload extends CreateTrackingLinkPayload {}

@InputType({ description: 'Which link to end.' })
export class RevokeTrackingLinkInput {
  @Field(() => ID, { description: 'Its id.' })
  linkId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `revokeTrackingLink`.' })
export class RevokeTrackingLinkPayload {
  @Field(() => IssuedTrackingLink, { nullable: true, description: 'The link, or null when refused.' })
  link: IssuedTrackingLink | null;

  @Field(() => [LinkError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly LinkError[];
}
