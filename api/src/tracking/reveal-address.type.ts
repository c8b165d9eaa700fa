import { Field, InputType, ObjectType } from 'type-graphql';
import { AddressType } from '../platform/graphql/address.type.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { LinkError } from './link.type.ts';

@InputType({ description: 'What only who lives there is likely to know together with the link.' })
export class RevealAddressInput {
  @Field(() => String, { description: 'Postal code of the delivery, at most 20 characters; blanks, case and hyphens do not matter.' })
  postalCode: string;
}

@ObjectType({ simpleResolvers: true, description: 'The door of a delivery, and what the driver is told about it.' })
export class DeliveryDoor {
  @Field(() => AddressType, { description: 'Where.' })
  address: AddressType;

  @Field(() => PositionType, { description: 'Where exactly.' })
  position: PositionType;

  @Field(() => String, { nullable: true, description: 'What the driver should know.' })
  instructions: string | null;

  @Field(() => String, { nullable: true, description: 'Where it may be left.' })
  safePlace: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `revealAddress`.' })
export class RevealAddressPayload {
  @Field(() => DeliveryDoor, { nullable: true, description: 'The door, or null when refused.' })
  door: DeliveryDoor | null;

  @Field(() => [LinkError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly LinkError[];
}
