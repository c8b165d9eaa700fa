import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { SETUP_ERROR_CODES, type SetupErrorCode } from './setup-error.rules.ts';

registerEnumType(SETUP_ERROR_CODES, {
  name: 'SetupErrorCode',
  description: 'Why a change of the set-up was refused. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such thing, or this key may not see it.' },
    INVALID_INPUT: { description: 'A value is outside of what is allowed.' },
    ALREADY_EXISTS: { description: 'Something with the same name, code or time is there already.' },
    IN_USE: { description: 'Promises depend on it; the message says which.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why a change of the set-up was refused.' })
export class SetupError extends UserErrorType {
  @Field(() => SETUP_ERROR_CODES, { description: 'To branch on.' })
  code: SetupErrorCode;
}
