import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { createServiceLevel } from './create-service-level.ts';
import { NarrowWindows, PriceRules } from './price-rules.type.ts';
import { ServiceLevel } from './service-level.entity.ts';
import { CreateServiceLevelInput, CreateServiceLevelPayload, ServiceLevelType, UpdateServiceLevelInput, UpdateServiceLevelPayload } from './service-level.type.ts';
import { updateServiceLevel } from './update-service-level.ts';

const MAX_SERVICE_LEVELS = 1_000;

@Resolver(() => ServiceLevelType)
export class ServiceLevelResolver {
  @Query(() => [ServiceLevelType], { description: 'What the organization sells, oldest first, at most 1,000. Scope `network:read`.' })
  @Authorized<Scope>('network:read')
  serviceLevels(@Ctx() { em }: RequestContext): Promise<ServiceLevelType[]> {
    return em.find(ServiceLevel, {}, { orderBy: { id: 'asc' }, limit: MAX_SERVICE_LEVELS });
  }

  @FieldResolver(() => Money)
  price(@Root() { priceMinor, currency }: ServiceLevelType): Money {
    return moneyOf(priceMinor, currency);
  }

  @FieldResolver(() => Duration)
  leadTime(@Root() { leadSeconds }: ServiceLevelType): number {
    return leadSeconds;
  }

  @FieldResolver(() => Duration)
  serviceTime(@Root() { serviceSeconds }: ServiceLevelType): number {
    return serviceSeconds;
  }

  @FieldResolver(() => Boolean)
  onSale(@Root() { isOnSale }: ServiceLevelType): boolean {
    return isOnSale;
  }

  @FieldResolver(() => PriceRules, { nullable: true })
  priceRules(@Root() { pricing: rules, currency }: ServiceLevelType): PriceRules | null {
    if (!rules) return null;
    const money = (minor: number) => moneyOf(minor, currency);
    const moneyOrNull = (minor: number | null) => (minor === null ? null : money(minor));
    return {
      marginalCostWeight: rules.marginalCostWeight, includedCost: money(rules.includedCostMinor), scarcityWeight: rules.scarcityWeight,
      least: moneyOrNull(rules.leastMinor), most: moneyOrNull(rules.mostMinor), roundingStep: money(rules.roundingStepMinor),
      roundingEnding: money(rules.roundingEndingMinor), freeFrom: moneyOrNull(rules.freeFromMinor),
    };
  }

  @FieldResolver(() => NarrowWindows, { nullable: true })
  narrowWindows(@Root() { narrowing: rules, currency }: ServiceLevelType): NarrowWindows | null {
    return rules ? { length: rules.lengthSeconds, leastSlack: rules.leastSlackSeconds, pricePerSlackHour: moneyOf(rules.pricePerSlackHourMinor, currency) } : null;
  }

  @Mutation(() => CreateServiceLevelPayload, { description: 'Puts a service level on sale. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createServiceLevel(@Arg('input', () => CreateServiceLevelInput, { description: 'The service level.' }) input: CreateServiceLevelInput, @Ctx() context: RequestContext): Promise<CreateServiceLevelPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createServiceLevel', input }, (tx) => createServiceLevel(tx, input));
    return { serviceLevel: id ? await context.em.findOne(ServiceLevel, { id }) : null, userErrors };
  }

  @Mutation(() => UpdateServiceLevelPayload, { description: 'Changes a service level. What is left out stays; quotes made before keep their price. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async updateServiceLevel(@Arg('input', () => UpdateServiceLevelInput, { description: 'The change.' }) input: UpdateServiceLevelInput, @Ctx() context: RequestContext): Promise<UpdateServiceLevelPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'updateServiceLevel', input }, (tx) => updateServiceLevel(tx, input));
    return { serviceLevel: id ? await context.em.findOne(ServiceLevel, { id }, { refresh: true }) : null, userErrors };
  }
}
