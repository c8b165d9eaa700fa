import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { ETA_REASON_KINDS, type EtaReasonKind } from './because.rules.ts';

const ETA_REASON_KIND = enumOf(ETA_REASON_KINDS);

registerEnumType(ETA_REASON_KIND, {
  name: 'EtaReasonKind',
  description: 'What moved an arrival. May grow.',
  valuesConfig: {
    START: { description: 'The route left the depot at another time than planned.' },
    TRAFFIC: { description: 'Driving takes another time than planned.' },
    UNLOADING: { description: 'Visits before this one take another time than planned.' },
    WINDOW: { description: 'More or less waiting for delivery windows on the way.' },
    ORDER: { description: 'Other stops come before this one than were planned.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One reason why an arrival moved. The reasons of one move add up to it.' })
export class EtaReason {
  @Field(() => ETA_REASON_KIND, { description: 'To branch on.' })
  kind: EtaReasonKind;

  @Field(() => Int, { description: 'Its part of the move in whole minutes; positive is later, negative earlier.' })
  minutes: number;

  @Field(() => String, { description: 'The reason for people, e.g. "16 minutes later: unloading takes longer at the stop before you."' })
  message: string;
}

@ObjectType({ simpleResolvers: true, description: 'When the visit will probably begin. Never confused with what is committed.' })
export class ArrivalEstimate {
  @Field(() => DateTimeISO, { description: '10 % begin earlier.' })
  p10: Date;

  @Field(() => DateTimeISO, { description: 'Half begin earlier.' })
  p50: Date;

  @Field(() => DateTimeISO, { description: '90 % begin earlier.' })
  p90: Date;

  @Field(() => DateTimeISO, { description: 'When it was worked out.' })
  computedAt: Date;

  @Field(() => [EtaReason], { description: 'Why it moved when it was last told that it moved (by `delivery.eta_changed`); at first against the plan. Empty when it has not. The minutes add up.' })
  because: readonly EtaReason[];
}
