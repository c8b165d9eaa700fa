import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { moneyOf } from '../platform/graphql/money.type.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { findRescheduleAlternatives } from './find-reschedule-alternatives.ts';
import { readAsOrganization } from './quote-reader.ts';
import { quoteReschedule } from './quote-reschedule.ts';
import { rescheduleDelivery } from './reschedule-delivery.ts';
import { CHANGE_REFUSAL_MESSAGES } from './reschedule.rules.ts';
import { agreedFeeOf, feePartOf } from './fee.type.ts';
import { RescheduleDeliveryInput, RescheduleDeliveryPayload, rescheduleOptionOf, RescheduleOption, RescheduleQuote } from './reschedule.type.ts';

const DEFAULT_DAYS = 5;

@Resolver(() => RescheduleOption)
export class RescheduleResolver {
  @Query(() => RescheduleQuote, { nullable: true, description: 'Windows a delivery could be moved to, with what each costs or gives back on the terms of its retailer; also after a failed attempt. Null for a delivery that the key may not see. Writes nothing. Scope `link:reschedule` or `orders:write`.' })
  @Authorized<Scope>('link:reschedule', 'orders:write')
  async rescheduleQuote(
    @Arg('deliveryId', () => ID, { nullable: true, description: 'The delivery; not needed with a tracking link.' }) deliveryId: string | null,
    @Arg('from', () => LocalDate, { nullable: true, description: 'First day, default today at the depot.' }) from: string | null,
    @Arg('days', () => Int, { nullable: true, defaultValue: DEFAULT_DAYS, description: '1 to 14 days.' }) days: number | null,
    @Ctx() context: RequestContext,
  ): Promise<RescheduleQuote | null> {
    const quoted = await readAsOrganization(context, (reader) => quoteReschedule(reader, context.actor, { deliveryId, from, days: days ?? DEFAULT_DAYS }));
    if (!quoted) return null;
    const { delivery: { windowStart, windowEnd, timeZone, currency }, quote, expiresAt, reason, offers, cancellation } = quoted;
    const canCancel = cancellation.reason === null;
    return {
      quote, expiresAt, reason, message: reason && CHANGE_REFUSAL_MESSAGES[reason],
      window: { start: windowStart, end: windowEnd, timeZone },
      options: offers.map(rescheduleOptionOf),
      cancellation: {
        available: canCancel, reason: cancellation.reason, message: cancellation.reason && CHANGE_REFUSAL_MESSAGES[cancellation.reason],
        fee: canCancel ? moneyOf(cancellation.feeMinor, currency) : null, because: cancellation.because.map((part) => feePartOf(part, currency)),
      },
    };
  }

  @Mutation(() => RescheduleDeliveryPayload, { description: 'Moves a delivery to another window, in one step and for the fee of the option: before its day, on it while it is not on the road, and after a failed attempt. Scope `link:reschedule` or `orders:write`.' })
  @Authorized<Scope>('link:reschedule', 'orders:write')
  async rescheduleDelivery(@Arg('input', () => RescheduleDeliveryInput, { description: 'Delivery, quote and option.' }) input: RescheduleDeliveryInput, @Ctx() context: RequestContext): Promise<RescheduleDeliveryPayload> {
    const { deliveryId, fee, userErrors } = await mutate(context, { operation: 'rescheduleDelivery', input, boundary: 'organization' }, (tx) => rescheduleDelivery(tx, input));
    const isGone = userErrors.some(({ code }) => code === 'WINDOW_GONE');
    const offers = isGone ? await readAsOrganization(context, (reader) => findRescheduleAlternatives(reader, context.actor, input)) : [];
    // A delivery leads to its retailer's orders, which a tracking link must not.
    const isShown = deliveryId !== null && context.actor?.kind !== 'TRACKING_LINK';
    return { ...agreedFeeOf(fee), deliveryId, userErrors, alternatives: offers.map(rescheduleOptionOf), delivery: isShown ? await context.em.findOne(Delivery, { id: deliveryId }, { refresh: true }) : null };
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: RescheduleOption, @Ctx() context: RequestContext): Promise<ServiceLevelType | null> {
    return loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }
}
