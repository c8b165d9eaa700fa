import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'How good estimates were that were shown so long before the visit began.' })
export class CalibrationBucket {
  @Field(() => Int, { description: 'Shown at least so many minutes before the visit began.' })
  fromMinutes: number;

  @Field(() => Int, { nullable: true, description: 'And less than so many; null for all longer ones.' })
  untilMinutes: number | null;

  @Field(() => Int, { description: 'Bands that were shown.' })
  bands: number;

  @Field(() => Float, { nullable: true, description: 'Share (0 to 1) of them in which the visit began; 0.8 is right. Null without bands.' })
  heldShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Median of how far p50 was off, in minutes. Null without bands.' })
  medianErrorMinutes: number | null;

  @Field(() => Float, { nullable: true, description: 'Median width of the bands, in minutes. Null without bands.' })
  medianWidthMinutes: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Every band that was shown, held against what happened.' })
export class Calibration {
  @Field(() => Int, { description: 'Visits that were made.' })
  visits: number;

  @Field(() => Int, { description: 'Bands that were shown of them: each new one counts.' })
  bands: number;

  @Field(() => Float, { nullable: true, description: 'Share (0 to 1) of the 80 % bands in which the visit began; 0.8 is right. Null without bands.' })
  heldShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of the visits that began before p10 of a band; 0.1 is right.' })
  earlyShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Share of the visits that began after p90 of a band; 0.1 is right.' })
  lateShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Share (0 to 1) of visits that began within all that was ever committed: window and every band. Null without visits.' })
  committedKeptShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Median width of the narrowest band that was committed, in minutes. Null without bands.' })
  medianCommittedMinutes: number | null;

  @Field(() => [CalibrationBucket], { description: 'By how long before the visit they were shown, shortest first.' })
  buckets: readonly CalibrationBucket[];
}
