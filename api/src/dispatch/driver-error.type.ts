import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { DRIVER_ERROR_CODES, type DriverErrorCode } from './driver-error.rules.ts';

const DRIVER_ERROR_CODE = enumOf(DRIVER_ERROR_CODES);

registerEnumType(DRIVER_ERROR_CODE, {
  name: 'DriverErrorCode',
  description: 'Why something a driver did was refused. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such thing on the driver\'s route, or no route.' },
    INVALID_INPUT: { description: 'A value is outside of what is allowed.' },
    INVALID_STATE: { description: 'The route, stop or delivery is not at a point where this can be done.' },
    WRONG_VEHICLE: { description: 'The parcel goes with another vehicle.' },
    UNKNOWN_BARCODE: { description: 'No parcel has this barcode.' },
    ALREADY_LOADED: { description: 'The parcel is on board already.' },
    MISSING_PARCELS: { description: 'Parcels are not on board.' },
    PROOF_REQUIRED: { description: 'Evidence is missing; the message and field say which.' },
    WRONG_PIN: { description: 'Not the PIN of this delivery.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why something a driver did was refused.' })
export class DriverError extends UserErrorType {
  @Field(() => DRIVER_ERROR_CODE, { description: 'To branch on.' })
  code: DriverErrorCode;
}
