import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { ATTEMPT_OUTCOMES, FAILURE_REASONS, PROOF_PLACES, type AttemptOutcome, type FailureReason, type ProofPlace } from './attempt.rules.ts';

const ATTEMPT_OUTCOME = enumOf(ATTEMPT_OUTCOMES);
/** The GraphQL enum; the recipient's view uses it too. */
export const FAILURE_REASON = enumOf(FAILURE_REASONS);
const PROOF_PLACE = enumOf(PROOF_PLACES);

registerEnumType(ATTEMPT_OUTCOME, {
  name: 'AttemptOutcome',
  description: 'How a try at the door ended. May grow.',
  valuesConfig: { DELIVERED: { description: 'Handed over.' }, FAILED: { description: 'Not handed over.' } },
});

registerEnumType(FAILURE_REASON, {
  name: 'FailureReason',
  description: 'Why nothing was handed over, what it asks of the driver and what follows. May grow.',
  valuesConfig: {
    NOBODY_HOME: { description: 'Nobody answered. Needs a photo; the recipient may choose another window.' },
    REFUSED: { description: 'The recipient does not want it. It goes back.' },
    WRONG_ADDRESS: { description: 'The recipient does not live there. Needs a note; it goes back.' },
    NO_ACCESS: { description: 'The door could not be reached. Needs a note; the recipient may choose another window.' },
    DAMAGED: { description: 'It broke on the way. Needs a photo; it goes back.' },
    UNSAFE: { description: 'It was not safe to deliver. Needs a note; the recipient may choose another window.' },
    OTHER: { description: 'Something else. Needs a note; the recipient may choose another window.' },
  },
});

registerEnumType(PROOF_PLACE, {
  name: 'ProofPlace',
  description: 'Where it was handed over or left. Everything but IN_PERSON needs a photo. May grow.',
  valuesConfig: {
    IN_PERSON: { description: 'Into somebody\'s hands.' },
    FRONT_DOOR: { description: 'At the front door.' },
    MAILBOX: { description: 'In the mailbox.' },
    NEIGHBOR: { description: 'With a neighbor.' },
    RECEPTION: { description: 'With the reception or concierge.' },
    SAFE_PLACE: { description: 'At a safe place, which the note names.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Evidence of an attempt.' })
export class Proof {
  @Field(() => [String], { description: 'Links to photos, open for an hour or two.' })
  photoUrls: string[];

  @Field(() => String, { nullable: true, description: 'Link to the signature, open for an hour or two.' })
  signatureUrl: string | null;

  @Field(() => Boolean, { description: 'Whether the recipient told the right PIN.' })
  pinVerified: boolean;

  @Field(() => String, { nullable: true, description: 'What the driver wrote.' })
  note: string | null;

  @Field(() => PROOF_PLACE, { description: 'Where it was handed over or left.' })
  place: ProofPlace;

  @Field(() => DateTimeISO, { description: 'When.' })
  at: Date;

  @Field(() => PositionType, { nullable: true, description: 'Where the device was.' })
  position: PositionType | null;
}

@ObjectType('Attempt', { simpleResolvers: true, implements: NodeType, description: 'One try at the door.' })
export class AttemptType extends NodeType {
  @Field(() => ATTEMPT_OUTCOME, { description: 'How it ended.' })
  outcome: AttemptOutcome;

  @Field(() => FAILURE_REASON, { nullable: true, description: 'Why it failed; null when it did not.' })
  reason?: FailureReason | null;

  @Field(() => String, { nullable: true, description: 'What the driver wrote.' })
  note?: string | null;

  @Field(() => DateTimeISO, { description: 'When.' })
  at: Date;

  @Field(() => PositionType, { nullable: true, description: 'Where the device was.' })
  readonly position?: PositionType | null;
}

@InputType({ description: 'Evidence of an attempt.' })
export class ProofInput {
  @Field(() => [ID], { defaultValue: [], description: 'Ids of finished uploads, at most 10.' })
  photoUploadIds: string[];

  @Field(() => ID, { nullable: true, description: 'Id of the finished upload of the signature.' })
  signatureUploadId?: string | null;

  @Field(() => String, { nullable: true, description: 'The PIN that the recipient told; five wrong ones, and no more are taken.' })
  pin?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 1,000 characters.' })
  note?: string | null;

  @Field(() => PROOF_PLACE, { defaultValue: PROOF_PLACE.IN_PERSON, description: 'Where it was handed over or left.' })
  place: ProofPlace;
}
