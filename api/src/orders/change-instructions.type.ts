import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { MAX_INSTRUCTIONS, MAX_SAFE_PLACE } from './delivery.rules.ts';

const INSTRUCTIONS_ERROR_CODE = enumOf(['NOT_FOUND', 'INVALID_INPUT', 'INVALID_STATE']);

registerEnumType(INSTRUCTIONS_ERROR_CODE, {
  name: 'InstructionsErrorCode',
  description: 'Why instructions were refused. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such delivery, or this key may not see it.' },
    INVALID_INPUT: { description: 'A value is missing or outside of what is allowed.' },
    INVALID_STATE: { description: 'The driver is at the door, or the delivery has ended.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why instructions were refused. Nothing was changed.' })
export class InstructionsError extends UserErrorType {
  @Field(() => INSTRUCTIONS_ERROR_CODE, { description: 'To branch on.' })
  code: keyof typeof INSTRUCTIONS_ERROR_CODE;
}

@InputType({ description: 'What the driver should know. A field left out stays as it is; an empty text takes it away.' })
export class ChangeInstructionsInput {
  @Field(() => ID, { nullable: true, description: 'The delivery; not needed with a tracking link.' })
  deliveryId?: string | null;

  @Field(() => String, { nullable: true, description: `How to get in, what to mind; at most ${MAX_INSTRUCTIONS.toLocaleString('en')} characters.` })
  instructions?: string | null;

  @Field(() => String, { nullable: true, description: `Where it may be left when nobody is home; at most ${MAX_SAFE_PLACE} characters.` })
  safePlace?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `changeInstructions`.' })
export class ChangeInstructionsPayload {
  @Field(() => String, { nullable: true, description: 'As the driver reads them now; null: none, or refused.' })
  instructions: string | null;

  @Field(() => String, { nullable: true, description: 'As the driver reads it now; null: none, or refused.' })
  safePlace: string | null;

  @Field(() => [InstructionsError], { description: 'Why they were refused; empty when they were not.' })
  userErrors: readonly InstructionsError[];
}
