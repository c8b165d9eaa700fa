import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';

@InputType({ description: 'From when on recipients see the van on the map, and how exactly.' })
export class SetVanVisibilityInput {
  @Field(() => ID, { nullable: true, description: 'For this retailer\'s deliveries; without it for all retailers that have no rule of their own.' })
  retailerId?: string | null;

  @Field(() => Int, { description: 'With at most so many stops before theirs, 0 to 20; 1 unless set.' })
  shownFromStops: number;

  @Field(() => Int, { description: 'Or within so many meters of their door, 0 to 50,000; 3,000 unless set.' })
  shownFromMeters: number;

  @Field(() => Int, { description: 'Until theirs is the next stop, blurred to so many meters, 50 to 2,000; 100 unless set.' })
  blurMeters: number;
}

@ObjectType({ simpleResolvers: true, description: 'From when on recipients see the van on the map, and how exactly.' })
export class VanVisibilityType {
  @Field(() => ID, { nullable: true, description: 'For this retailer\'s deliveries; null for all retailers that have no rule of their own.' })
  retailerId: string | null;

  @Field(() => Int, { description: 'With at most so many stops before theirs.' })
  shownFromStops: number;

  @Field(() => Int, { description: 'Or within so many meters of their door.' })
  shownFromMeters: number;

  @Field(() => Int, { description: 'Until theirs is the next stop, blurred to so many meters.' })
  blurMeters: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `setVanVisibility`.' })
export class SetVanVisibilityPayload {
  @Field(() => VanVisibilityType, { nullable: true, description: 'What holds now, or null when refused.' })
  vanVisibility: VanVisibilityType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly SetupError[];
}
