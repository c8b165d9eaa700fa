import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { INFEASIBLE_REASONS, PLAN_ERROR_CODES, type InfeasibleReason, type PlanErrorCode } from './plan-error.rules.ts';

const PLAN_ERROR_CODE = enumOf(PLAN_ERROR_CODES);
const INFEASIBLE_REASON = enumOf(INFEASIBLE_REASONS);

registerEnumType(PLAN_ERROR_CODE, {
  name: 'PlanErrorCode',
  description: 'Why a change of a plan was refused. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such thing, or this key may not see it.' },
    INVALID_INPUT: { description: 'A value is outside of what is allowed.' },
    INFEASIBLE: { description: 'A promise, capacity, skill, shift or duty limit would be broken; `reason` and `excess` say which and by how much.' },
    INVALID_STATE: { description: 'The route is too far for that.' },
    DRIVER_UNAVAILABLE: { description: 'The driver may not drive that day, or has another route.' },
    VEHICLE_UNAVAILABLE: { description: 'The vehicle has another shift that day.' },
    VERSION_CONFLICT: { description: 'The plan was changed since; look at it again.' },
  },
});

registerEnumType(INFEASIBLE_REASON, {
  name: 'InfeasibleReason',
  description: 'What an infeasible route would break. May grow.',
  valuesConfig: {
    LATE: { description: 'A stop would begin after its window; `excess` in seconds.' },
    SHIFT_END: { description: 'The van would be back after the shift; `excess` in seconds.' },
    DRIVER_HOURS: { description: 'The driver would be on duty too long; `excess` in seconds.' },
    OVERWEIGHT: { description: 'The vehicle would carry too much; `excess` in grams.' },
    OVERSIZE: { description: 'The vehicle would lack room; `excess` in milliliters.' },
    MISSING_SKILL: { description: 'The driver lacks a skill that a stop needs.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why a change of a plan was refused. Nothing was changed.' })
export class PlanError extends UserErrorType {
  @Field(() => PLAN_ERROR_CODE, { description: 'To branch on.' })
  code: PlanErrorCode;

  @Field(() => INFEASIBLE_REASON, { nullable: true, description: 'With INFEASIBLE: what would be broken.' })
  reason: InfeasibleReason | null;

  @Field(() => Int, { nullable: true, description: 'With INFEASIBLE: by how much, in the unit that the reason names.' })
  excess: number | null;
}
