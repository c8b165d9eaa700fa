import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { DeliveryOptions, DeliveryOptionsInput, deliveryOptionOf, DeliveryOptionType } from './promise.type.ts';
import { findSoldLevel, readAsOrganization } from './quote-reader.ts';
import { quoteWindows } from './quote-windows.ts';

@Resolver(() => DeliveryOptionType)
export class DeliveryOptionResolver {
  @Query(() => DeliveryOptions, { description: 'The windows that can be promised to an address, with price, or why not. Holds nothing and writes nothing. Scope `promise:quote`.' })
  @Authorized<Scope>('promise:quote')
  async deliveryOptions(@Arg('input', () => DeliveryOptionsInput, { description: 'What, where, from when on.' }) input: DeliveryOptionsInput, @Ctx() context: RequestContext): Promise<DeliveryOptions> {
    const { offers, ...quote } = await readAsOrganization(context, (reader) => quoteWindows(reader, input));
    return { ...quote, options: offers.map(deliveryOptionOf) };
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: DeliveryOptionType, @Ctx() context: RequestContext): ServiceLevelType | Promise<ServiceLevelType | null> {
    return findSoldLevel(context, serviceLevelId) ?? loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }
}
