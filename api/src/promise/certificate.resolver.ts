import { Authorized, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DeliveryType } from '../orders/delivery.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { certificateLoader } from './certificate.loader.ts';
import { PromiseCertificateType, StopSlack } from './certificate.type.ts';

/** What this slice adds to a delivery for its courier. */
@Resolver(() => DeliveryType)
export class DeliveryCertificateResolver {
  @FieldResolver(() => PromiseCertificateType, { nullable: true, description: 'How its promise was proven, the newest one; for the courier alone. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  async certificate(@Root() { id }: DeliveryType, @Ctx() context: RequestContext): Promise<PromiseCertificateType | null> {
    // It tells of other retailers' stops: no key of one retailer sees it, whatever its scopes.
    return context.actor?.retailerId === null ? loaderOf(context, certificateLoader).load(id) : null;
  }
}

@Resolver(() => PromiseCertificateType)
export class PromiseCertificateResolver {
  @FieldResolver(() => DeliveryWindow)
  window(@Root() { windowStart, windowEnd, timeZone }: PromiseCertificateType): DeliveryWindow {
    return { start: windowStart, end: windowEnd, timeZone };
  }

  @FieldResolver(() => Duration)
  slack(@Root() { slackSeconds }: PromiseCertificateType): number {
    return slackSeconds;
  }

  @FieldResolver(() => Int)
  extraDistanceMeters(@Root() { addedMeters }: PromiseCertificateType): number {
    return addedMeters;
  }

  @FieldResolver(() => Duration)
  extraDrivingTime(@Root() { addedSeconds }: PromiseCertificateType): number {
    return addedSeconds;
  }

  @FieldResolver(() => Money)
  marginalCost(@Root() { costMinor, currency }: PromiseCertificateType): Money {
    return moneyOf(costMinor, currency);
  }

  @FieldResolver(() => Money)
  price(@Root() { priceMinor, currency }: PromiseCertificateType): Money {
    return moneyOf(priceMinor, currency);
  }
}

@Resolver(() => StopSlack)
export class StopSlackResolver {
  @FieldResolver(() => Duration)
  slack(@Root() { slackSeconds }: StopSlack): number {
    return slackSeconds;
  }
}
