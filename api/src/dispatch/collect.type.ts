import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DELIVERY_STATE } from '../orders/delivery.type.ts';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { UserErrorType } from '../platform/graphql/user-error.type.ts';
import { COLLECT_ERROR_CODES, type CollectErrorCode } from './collect.rules.ts';

const COLLECT_ERROR_CODE = enumOf(COLLECT_ERROR_CODES);

registerEnumType(COLLECT_ERROR_CODE, {
  name: 'CollectErrorCode',
  description: 'Why nothing was handed out. May grow.',
  valuesConfig: {
    NOT_FOUND: { description: 'There is no such delivery for a pickup point, or this key may not see it.' },
    INVALID_INPUT: { description: 'The code or the delivery is missing.' },
    INVALID_STATE: { description: 'It does not wait at a pickup point.' },
    WRONG_CODE: { description: 'Nothing waits there under this code.' },
    TOO_MANY_TRIES: { description: 'Too many wrong codes were told there; none is taken for some minutes.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: UserErrorType, description: 'Why nothing was handed out.' })
export class CollectError extends UserErrorType {
  @Field(() => COLLECT_ERROR_CODE, { description: 'To branch on.' })
  code: CollectErrorCode;
}

@InputType({ description: 'What is fetched.' })
export class CollectDeliveryInput {
  @Field(() => String, { nullable: true, description: 'The digits that the recipient tells; at most 20 characters, spaces do not matter. Needed with a pickup point\'s key.' })
  code?: string | null;

  @Field(() => ID, { nullable: true, description: 'The delivery; needed with a key of the organization, not allowed with a pickup point\'s.' })
  deliveryId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `collectDelivery`: no more than a machine needs to open a compartment.' })
export class CollectDeliveryPayload {
  @Field(() => ID, { nullable: true, description: 'The delivery that was handed out, or null when refused.' })
  deliveryId: string | null;

  @Field(() => DELIVERY_STATE, { nullable: true, description: 'How far it is now.' })
  state: DeliveryState | null;

  @Field(() => [String], { description: 'Barcodes of its parcels.' })
  barcodes: string[];

  @Field(() => [CollectError], { description: 'Why nothing was handed out; empty when something was.' })
  userErrors: readonly CollectError[];
}
