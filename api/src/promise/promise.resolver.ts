import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { pickupPointLoader } from '../network/pickup-point.loader.ts';
import { PickupPointType } from '../network/pickup-point.type.ts';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { DeliveryOptions, DeliveryOptionsInput } from './delivery-options.type.ts';
import { deliveryOptionOf, DeliveryOptionType } from './promise.type.ts';
import { findOfferedPoint, findSoldLevel, readAsOrganization } from './quote-reader.ts';
import { quoteWindows } from './quote-windows.ts';

@Resolver(() => DeliveryOptionType)
export class DeliveryOptionResolver {
  @Query(() => DeliveryOptions, { description: 'What can be promised to an address: windows, lockers and pickup points, with price, or why not. Holds nothing and writes nothing. Scope `promise:quote`.' })
  @Authorized<Scope>('promise:quote')
  async deliveryOptions(@Arg('input', () => DeliveryOptionsInput, { description: 'What, where, from when on.' }) input: DeliveryOptionsInput, @Ctx() context: RequestContext): Promise<DeliveryOptions> {
    const { offers, ...quote } = await readAsOrganization(context, (reader) => quoteWindows(reader, input));
    return { ...quote, options: offers.map(deliveryOptionOf) };
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: DeliveryOptionType, @Ctx() context: RequestContext): ServiceLevelType | Promise<ServiceLevelType | null> {
    return findSoldLevel(context, serviceLevelId) ?? loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }

  @FieldResolver(() => PickupPointType, { nullable: true })
  pickupPoint(@Root() { pickupPointId }: DeliveryOptionType, @Ctx() context: RequestContext): PickupPointType | Promise<PickupPointType | null> | null {
    return pickupPointId ? (findOfferedPoint(context, pickupPointId) ?? loaderOf(context, pickupPointLoader).load(pickupPointId)) : null;
  }
}
