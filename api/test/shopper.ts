import { checkDayPlan } from '../src/routes/check-day-plan.ts';
import type { Breach } from '../src/routes/check-plan.rules.ts';
import { tenantEntityManager } from '../src/platform/context.ts';
import { addressNear, SMALL_BASKET, type TestCourier } from './fixtures.ts';
import type { Answer, TestApp } from './harness.ts';

/** A delivery option as the tests ask for it. */
export interface ShownOption {
  readonly id: string;
  readonly date: string;
  readonly available: boolean;
  readonly reason: string | null;
  readonly price: { amount: string; currency: string } | null;
  readonly window: { start: string; end: string; timeZone: string };
  readonly serviceLevel: { code: string };
}

export interface ShownOptions {
  readonly quote: string;
  readonly expiresAt: string;
  readonly reason: string | null;
  readonly options: readonly ShownOption[];
}

const OPTION = 'id date available reason price { amount currency } window { start end timeZone } serviceLevel { code }';
const FEE = 'fee { amount } because { kind amount { amount } }';
const RESCHEDULE_OPTIONS = `options { id date available reason window { start end timeZone } serviceLevel { code } ${FEE} }`;
const ERRORS = 'userErrors { code field message }';

export interface ShownFeePart {
  readonly kind: string;
  readonly amount: { amount: string };
}

/** A quote for another window as the tests ask for it. */
export interface ShownReschedule {
  readonly quote: string | null;
  readonly expiresAt: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly window: { start: string };
  readonly options: readonly (Omit<ShownOption, 'price'> & { fee: { amount: string } | null; because: ShownFeePart[] })[];
  readonly cancellation: { available: boolean; reason: string | null; fee: { amount: string } | null; because: ShownFeePart[] };
}

/** What a shop's site and backend do, over HTTP. */
export class Shopper {
  readonly app: TestApp;
  readonly courier: TestCourier;
  readonly retailer: TestCourier['retailers'][number];

  constructor(app: TestApp, courier: TestCourier, retailer = courier.retailers[0]!) {
    this.app = app;
    this.courier = courier;
    this.retailer = retailer;
  }

  async options(address: object = addressNear(1), more: { basket?: object; from?: string; days?: number } = {}): Promise<ShownOptions> {
    const input = { address, basket: SMALL_BASKET, ...more };
    const answer = await this.app.gql(`query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote expiresAt reason options { ${OPTION} } } }`, { input }, this.retailer.publishableKey);
    return dataOf(answer)['deliveryOptions'];
  }

  async hold(quote: string, optionId: string, idempotencyKey?: string): Promise<{ hold: { id: string; state: string; expiresAt: string } | null; userErrors: UserError[]; alternatives: ShownOption[] }> {
    const answer = await this.app.gql(
      `mutation ($input: HoldDeliveryOptionInput!) { holdDeliveryOption(input: $input) { hold { id state expiresAt } ${ERRORS} alternatives { ${OPTION} } } }`,
      { input: { quote, optionId } }, this.retailer.publishableKey, idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
    );
    return dataOf(answer)['holdDeliveryOption'];
  }

  async release(holdId: string): Promise<{ hold: { id: string; state: string } | null; userErrors: UserError[] }> {
    const answer = await this.app.gql(`mutation ($input: ReleaseHoldInput!) { releaseHold(input: $input) { hold { id state } ${ERRORS} } }`, { input: { holdId } }, this.retailer.publishableKey);
    return dataOf(answer)['releaseHold'];
  }

  async extend(holdId: string): Promise<{ hold: { id: string; expiresAt: string; extensionsLeft: number } | null; userErrors: UserError[] }> {
    const answer = await this.app.gql(`mutation ($input: ExtendHoldInput!) { extendHold(input: $input) { hold { id expiresAt extensionsLeft } ${ERRORS} } }`, { input: { holdId } }, this.retailer.publishableKey);
    return dataOf(answer)['extendHold'];
  }

  async change(holdId: string, quote: string, optionId: string): Promise<{ hold: { id: string; state: string; expiresAt: string; window: { start: string } } | null; userErrors: UserError[]; alternatives: ShownOption[] }> {
    const answer = await this.app.gql(
      `mutation ($input: ChangeHoldInput!) { changeHold(input: $input) { hold { id state expiresAt window { start } } ${ERRORS} alternatives { ${OPTION} } } }`,
      { input: { holdId, quote, optionId } }, this.retailer.publishableKey,
    );
    return dataOf(answer)['changeHold'];
  }

  async confirm(holdId: string, reference: string, idempotencyKey?: string): Promise<ShownOrder> {
    const answer = await this.app.gql(
      `mutation ($input: ConfirmHoldInput!) { confirmHold(input: $input) { order { id reference } delivery { id state parcels { barcode } } trackingLink { token url } ${ERRORS} } }`,
      { input: { holdId, reference, recipient: { name: 'Ada Example' } } }, this.retailer.secretKey, idempotencyKey ? { 'idempotency-key': idempotencyKey } : {},
    );
    return dataOf(answer)['confirmHold'];
  }

  async create(reference: string, more: object = {}): Promise<ShownOrder> {
    const input = { reference, recipient: { name: 'Ada Example' }, address: addressNear(1), basket: SMALL_BASKET, serviceLevelCode: 'two-hours', date: '2026-11-22', windowStart: '10:00', ...more };
    const answer = await this.app.gql(
      `mutation ($input: CreateOrderInput!) { createOrder(input: $input) { order { id reference } delivery { id state parcels { barcode } } trackingLink { token url } ${ERRORS} } }`,
      { input }, this.retailer.secretKey,
    );
    return dataOf(answer)['createOrder'];
  }

  async cancel(deliveryId: string): Promise<{ delivery: { id: string; state: string } | null; userErrors: UserError[] }> {
    const answer = await this.app.gql(`mutation ($input: CancelDeliveryInput!) { cancelDelivery(input: $input) { delivery { id state } ${ERRORS} } }`, { input: { deliveryId, reason: 'Changed my mind' } }, this.retailer.secretKey);
    return dataOf(answer)['cancelDelivery'];
  }

  /** Windows a delivery could be moved to, with the retailer's key or a tracking token. */
  async rescheduleQuote(deliveryId: string | null, more: { key?: string; from?: string; days?: number } = {}): Promise<ShownReschedule | null> {
    const { key, ...rest } = more;
    const answer = await this.app.gql(
      `query ($deliveryId: ID, $from: LocalDate, $days: Int) { rescheduleQuote(deliveryId: $deliveryId, from: $from, days: $days) { quote expiresAt reason message window { start } ${RESCHEDULE_OPTIONS} cancellation { available reason ${FEE} } } }`,
      { deliveryId, days: 3, ...rest }, key ?? this.retailer.secretKey,
    );
    return dataOf(answer)['rescheduleQuote'];
  }

  async reschedule(deliveryId: string | null, quote: string, optionId: string, key?: string): Promise<{ delivery: { id: string; state: string } | null; tracking: { state: string } | null; fee: { amount: string } | null; because: ShownFeePart[]; userErrors: UserError[]; alternatives: { id: string }[] }> {
    const answer = await this.app.gql(
      `mutation ($input: RescheduleDeliveryInput!) { rescheduleDelivery(input: $input) { delivery { id state } tracking { state } ${FEE} ${ERRORS} alternatives { id } } }`,
      { input: { deliveryId, quote, optionId } }, key ?? this.retailer.secretKey,
    );
    return dataOf(answer)['rescheduleDelivery'];
  }

  /** Holds the first free window of a day for the n-th address near the depot. */
  async holdAny(addressIndex: number, from: string): Promise<string> {
    const { quote, options } = await this.options(addressNear(addressIndex), { from, days: 1 });
    const free = options.find((option) => option.available);
    if (!free) throw new Error(`No free window for address ${addressIndex}: ${JSON.stringify(options.map((each) => [each.serviceLevel.code, each.reason]))}`);
    const { hold, userErrors } = await this.hold(quote, free.id);
    if (!hold) throw new Error(`Could not hold: ${JSON.stringify(userErrors)}`);
    return hold.id;
  }

  /** The whole way from a question to an order. */
  async order(addressIndex: number, reference: string, from: string): Promise<{ orderId: string; deliveryId: string; barcodes: string[]; trackingToken: string }> {
    const { order, delivery, trackingLink, userErrors } = await this.confirm(await this.holdAny(addressIndex, from), reference);
    if (!order || !delivery || !trackingLink) throw new Error(`Could not confirm ${reference}: ${JSON.stringify(userErrors)}`);
    return { orderId: order.id, deliveryId: delivery.id, barcodes: delivery.parcels.map(({ barcode }) => barcode), trackingToken: trackingLink.token };
  }

  /** The first option that can be had, of one service level and day. */
  async firstOpen(address?: object, code = 'two-hours', date?: string): Promise<{ quote: string; option: ShownOption }> {
    const { quote, options } = await this.options(address);
    const option = options.find((each) => each.available && each.serviceLevel.code === code && (!date || each.date === date));
    if (!option) throw new Error(`Nothing open: ${JSON.stringify(options.map((each) => [each.date, each.serviceLevel.code, each.reason]))}`);
    return { quote, option };
  }
}

export interface UserError {
  readonly code: string;
  readonly field: string[] | null;
  readonly message: string;
}

export interface ShownOrder {
  readonly order: { id: string; reference: string } | null;
  readonly delivery: { id: string; state: string; parcels: { barcode: string }[] } | null;
  readonly trackingLink: { token: string; url: string } | null;
  readonly userErrors: UserError[];
}

/** The data of an answer without errors. */
export function dataOf<T>(answer: Answer<T>): T {
  if (answer.errors) throw new Error(`Expected data, got errors: ${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** Which day plans to look at. */
export type TestCourierPlace = Pick<TestCourier, 'organizationId' | 'depotId'>;

/** What the independent checker finds wrong with a day's plan. */
export function breachesOf({ server, clock }: TestApp, { organizationId, depotId }: TestCourierPlace, date: string): Promise<Breach[]> {
  const em = tenantEntityManager(server.orm, { organizationId, retailerId: null });
  return checkDayPlan(em, server.ports.travelTimes, { depotId, date, now: clock.now() });
}

/** Rows of a query, seen with the eyes of the organization. */
export function rowsOf<T extends object>({ server }: TestApp, { organizationId }: TestCourier, sql: string, params: unknown[] = []): Promise<T[]> {
  return tenantEntityManager(server.orm, { organizationId, retailerId: null }).execute<T[]>(sql, params);
}
