import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import { orderLoader } from '../orders/order.loader.ts';
import { OrderType } from '../orders/order.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { secondsBetween } from '../shared/time.ts';
import { changeHold } from './change-hold.ts';
import { extendHold } from './extend-hold.ts';
import { findAlternatives, NO_ALTERNATIVES } from './find-alternatives.ts';
import { holdWindow } from './hold-window.ts';
import { Hold } from './hold.entity.ts';
import { extensionsLeft } from './hold-policy.rules.ts';
import { holdStateAt, type HoldState } from './hold.rules.ts';
import {
  ChangeHoldInput, ChangeHoldPayload, ExtendHoldInput, ExtendHoldPayload, HOLD_STATE, HoldDeliveryOptionInput, HoldDeliveryOptionPayload, HoldType, ReleaseHoldInput,
  ReleaseHoldPayload,
} from './hold.type.ts';
import { deliveryOptionOf } from './promise.type.ts';
import { readAsOrganization } from './quote-reader.ts';
import { releaseHold } from './release-hold.ts';

@Resolver(() => HoldType)
export class HoldResolver {
  @Query(() => HoldType, { nullable: true, description: 'A hold, or null when there is none with this id that the key may see. Scope `promise:hold` or `orders:read`.' })
  @Authorized<Scope>('promise:hold', 'orders:read')
  hold(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { em }: RequestContext): Promise<HoldType | null> {
    return em.findOne(Hold, { id });
  }

  @Mutation(() => HoldDeliveryOptionPayload, { description: 'Takes an option of a quote for some minutes (`expiresAt`), if it can still be kept. Scope `promise:hold`.' })
  @Authorized<Scope>('promise:hold')
  async holdDeliveryOption(@Arg('input', () => HoldDeliveryOptionInput, { description: 'Quote and option.' }) input: HoldDeliveryOptionInput, @Ctx() context: RequestContext): Promise<HoldDeliveryOptionPayload> {
    const { holdId, userErrors } = await mutate(context, { operation: 'holdDeliveryOption', input, boundary: 'organization' }, (tx) => holdWindow(tx, input));
    const isGone = userErrors.some(({ code }) => code === 'WINDOW_GONE');
    const { nearest, cheapest } = isGone ? await readAsOrganization(context, (reader) => findAlternatives(reader, input)) : NO_ALTERNATIVES;
    return { hold: await findHold(context, holdId), userErrors, alternatives: nearest.map(deliveryOptionOf), cheapestAlternatives: cheapest.map(deliveryOptionOf) };
  }

  @Mutation(() => ExtendHoldPayload, { description: 'Keeps a held place for its lifetime again, as often and as long as the server allows (`extensionsLeft`). Scope `promise:hold`.' })
  @Authorized<Scope>('promise:hold')
  async extendHold(@Arg('input', () => ExtendHoldInput, { description: 'Which hold.' }) input: ExtendHoldInput, @Ctx() context: RequestContext): Promise<ExtendHoldPayload> {
    const { holdId, userErrors } = await mutate(context, { operation: 'extendHold', input, boundary: 'organization' }, (tx) => extendHold(tx, input));
    return { hold: await findHold(context, holdId), userErrors };
  }

  @Mutation(() => ChangeHoldPayload, { description: 'Moves a hold to another window, address or basket in one step: it has the new place afterwards, or still the old one. Scope `promise:hold`.' })
  @Authorized<Scope>('promise:hold')
  async changeHold(@Arg('input', () => ChangeHoldInput, { description: 'Hold, quote and option.' }) input: ChangeHoldInput, @Ctx() context: RequestContext): Promise<ChangeHoldPayload> {
    const { holdId, userErrors } = await mutate(context, { operation: 'changeHold', input, boundary: 'organization' }, (tx) => changeHold(tx, input));
    const isGone = userErrors.some(({ code }) => code === 'WINDOW_GONE');
    const { nearest, cheapest } = isGone ? await readAsOrganization(context, (reader) => findAlternatives(reader, input)) : NO_ALTERNATIVES;
    return { hold: await findHold(context, holdId), userErrors, alternatives: nearest.map(deliveryOptionOf), cheapestAlternatives: cheapest.map(deliveryOptionOf) };
  }

  @Mutation(() => ReleaseHoldPayload, { description: 'Lets a held place go at once. Scope `promise:hold`.' })
  @Authorized<Scope>('promise:hold')
  async releaseHold(@Arg('input', () => ReleaseHoldInput, { description: 'Which hold.' }) input: ReleaseHoldInput, @Ctx() context: RequestContext): Promise<ReleaseHoldPayload> {
    const { holdId, userErrors } = await mutate(context, { operation: 'releaseHold', input, boundary: 'organization' }, (tx) => releaseHold(tx, input));
    return { hold: await findHold(context, holdId), userErrors };
  }

  @FieldResolver(() => HOLD_STATE)
  state(@Root() hold: Hold, @Ctx() { server }: RequestContext): HoldState {
    return holdStateAt(hold, server.clock.now());
  }

  @FieldResolver(() => Duration)
  expiresIn(@Root() hold: Hold, @Ctx() { server: { clock } }: RequestContext): number {
    return Math.max(0, secondsBetween(clock.now(), hold.expiresAt) / (clock.speed ?? 1));
  }

  @FieldResolver(() => Int)
  extensionsLeft(@Root() hold: Hold, @Ctx() { server }: RequestContext): number {
    return holdStateAt(hold, server.clock.now()) === 'HELD' ? extensionsLeft(hold, server.ports.holdPolicy) : 0;
  }

  @FieldResolver(() => DeliveryWindow)
  window(@Root() { windowStart, windowEnd, timeZone }: HoldType): DeliveryWindow {
    return { start: windowStart, end: windowEnd, timeZone };
  }

  @FieldResolver(() => Money)
  price(@Root() { priceMinor, currency }: HoldType): Money {
    return moneyOf(priceMinor, currency);
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: HoldType, @Ctx() context: RequestContext): Promise<ServiceLevelType | null> {
    return loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }

  @FieldResolver(() => OrderType, { nullable: true, description: 'Set once confirmed; null for keys without the scope `orders:read`.' })
  async order(@Root() { orderId }: HoldType, @Ctx() context: RequestContext): Promise<OrderType | null> {
    // Null and no refusal: pages ask for it with the rest of the hold.
    return orderId && context.actor?.scopes.has('orders:read') ? loaderOf(context, orderLoader).load(orderId) : null;
  }
}

async function findHold({ em }: RequestContext, id: string | null): Promise<Hold | null> {
  return id === null ? null : em.findOne(Hold, { id }, { refresh: true });
}
