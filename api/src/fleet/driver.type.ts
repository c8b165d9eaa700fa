import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, Duration, LocalDate } from '../platform/graphql/scalars.ts';
import { CREDENTIAL_KINDS, type CredentialKind } from './fleet.rules.ts';

const CREDENTIAL_KIND = enumOf(CREDENTIAL_KINDS);

registerEnumType(CREDENTIAL_KIND, {
  name: 'CredentialKind',
  description: 'Papers a driver must hold on the day. May grow.',
  valuesConfig: {
    INSURANCE: { description: 'Insurance of driver and cargo.' },
    LICENSE: { description: 'Driving license.' },
  },
});

@ObjectType('Credential', { simpleResolvers: true, description: 'A paper a driver must hold on the day.' })
export class CredentialType {
  @Field(() => CREDENTIAL_KIND, { description: 'Which paper.' })
  kind: CredentialKind;

  @Field(() => LocalDate, { description: 'Last day on which it is valid.' })
  expiresOn: string;

  @Field(() => Boolean, { description: 'Whether it is valid today, in the organization\'s time zone.' })
  readonly valid?: boolean;
}

@ObjectType('Driver', { simpleResolvers: true, implements: NodeType, description: 'Who drives.' })
export class DriverType extends NodeType {
  @Field(() => String, { description: 'Full name.' })
  name: string;

  @Field(() => String, { description: 'First name: all that a recipient is told.' })
  readonly firstName?: string;

  @Field(() => String, { nullable: true, description: 'Where dispatchers reach the driver.' })
  phone?: string | null;

  @Field(() => [String], { description: 'Handling needs and trainings this driver can serve, e.g. `KEEP_COLD`.' })
  skills: string[];

  @Field(() => [CredentialType], { description: 'Papers and how long they are valid. Without a valid insurance and license there is no route.' })
  readonly credentials?: CredentialType[];

  @Field(() => Duration, { description: 'Longest time on duty a day.' })
  readonly maxDutyTime?: number;

  /** For the field resolver of `maxDutyTime`. */
  maxDutySeconds: number;
}

@InputType({ description: 'A paper a driver holds.' })
export class CredentialInput {
  @Field(() => CREDENTIAL_KIND, { description: 'Which paper.' })
  kind: CredentialKind;

  @Field(() => LocalDate, { description: 'Last day on which it is valid.' })
  expiresOn: string;
}

@InputType({ description: 'A driver to take on.' })
export class CreateDriverInput {
  @Field(() => String, { description: 'Full name, 1 to 100 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Where dispatchers reach the driver, at most 40 characters.' })
  phone?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Handling needs and trainings this driver can serve, e.g. `KEEP_COLD`; at most 50.' })
  skills: string[];

  @Field(() => [CredentialInput], { description: 'Papers; at most 20.' })
  credentials: CredentialInput[];

  @Field(() => Duration, { defaultValue: 10 * 3600, description: 'Longest time on duty a day, 30 minutes to 16 hours.' })
  maxDutyTime: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createDriver`.' })
export class CreateDriverPayload {
  @Field(() => DriverType, { nullable: true, description: 'The new driver, or null when refused.' })
  driver: DriverType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'Whose device to sign in.' })
export class CreateDriverSessionInput {
  @Field(() => ID, { description: 'The driver.' })
  driverId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createDriverSession`.' })
export class CreateDriverSessionPayload {
  @Field(() => DriverType, { nullable: true, description: 'The driver, or null when refused.' })
  driver: DriverType | null;

  @Field(() => String, { nullable: true, description: 'Token for the driver\'s device, shown this once: only its hash is stored.' })
  token: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Until when the token works: 24 hours from now.' })
  expiresAt: Date | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
