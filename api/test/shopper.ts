import { addressNear, SMALL_BASKET, TOMORROW, type TestCourier } from './fixtures.ts';
import { sendGraphql, type Answer } from './harness.ts';

export const OPTIONS = `query Options($input: DeliveryOptionsInput!) {
  deliveryOptions(input: $input) { quote reason message options { id date available reason window { start end timeZone } price { amount currency } serviceLevel { id code } } }
}`;
export const HOLD = `mutation Hold($input: HoldDeliveryOptionInput!) {
  holdDeliveryOption(input: $input) { hold { id state expiresAt } userErrors { code message } alternatives { id window { start } } }
}`;
export const CONFIRM = `mutation Confirm($input: ConfirmHoldInput!) {
  confirmHold(input: $input) { order { id reference } delivery { id state parcels { id barcode } } trackingLink { token url } userErrors { code field message } }
}`;

export interface Option {
  readonly id: string;
  readonly date: string;
  readonly available: boolean;
  readonly reason: string | null;
  readonly window: { readonly start: string; readonly end: string };
  readonly serviceLevel: { readonly id: string; readonly code: string };
}

export interface Order {
  readonly orderId: string;
  readonly deliveryId: string;
  readonly barcodes: readonly string[];
  readonly trackingToken: string;
}

/** A shopper of a test retailer, and the shop's server behind: speaks plain GraphQL over HTTP. */
export class Shopper {
  readonly #url: string;
  readonly #retailer: TestCourier['retailers'][number];

  constructor(url: string, retailer: TestCourier['retailers'][number]) {
    this.#url = url;
    this.#retailer = retailer;
  }

  async options(addressIndex: number, input: Record<string, unknown> = {}): Promise<{ quote: string; options: Option[]; reason: string | null }> {
    const answer = await this.#send(OPTIONS, { input: { address: addressNear(addressIndex), basket: SMALL_BASKET, from: TOMORROW, days: 1, ...input } }, this.#retailer.publishableKey);
    return answer.data['deliveryOptions'];
  }

  async hold(quote: string, optionId: string, idempotencyKey?: string): Promise<Record<string, any>> {
    const answer = await this.#send(HOLD, { input: { quote, optionId } }, this.#retailer.publishableKey, idempotencyKey);
    return answer.data['holdDeliveryOption'];
  }

  async confirm(holdId: string, reference: string, idempotencyKey?: string): Promise<Record<string, any>> {
    const recipient = { name: 'Robin Example', email: 'robin@example.com', phone: '+1 510 555 0100' };
    const answer = await this.#send(CONFIRM, { input: { holdId, reference, recipient } }, this.#retailer.secretKey, idempotencyKey);
    return answer.data['confirmHold'];
  }

  /** Holds the first free window. */
  async holdAny(addressIndex: number, input: Record<string, unknown> = {}): Promise<string> {
    const { quote, options } = await this.options(addressIndex, input);
    const free = options.find((option) => option.available);
    if (!free) throw new Error(`No free window for address ${addressIndex}: ${JSON.stringify(options.slice(0, 2))}`);
    const { hold, userErrors } = await this.hold(quote, free.id);
    if (!hold) throw new Error(`Could not hold: ${JSON.stringify(userErrors)}`);
    return hold.id;
  }

  /** The whole way from a question to an order. */
  async order(addressIndex: number, reference: string, input: Record<string, unknown> = {}): Promise<Order> {
    const { order, delivery, trackingLink, userErrors } = await this.confirm(await this.holdAny(addressIndex, input), reference);
    if (!order) throw new Error(`Could not confirm ${reference}: ${JSON.stringify(userErrors)}`);
    return { orderId: order.id, deliveryId: delivery.id, barcodes: delivery.parcels.map((parcel: { barcode: string }) => parcel.barcode), trackingToken: trackingLink.token };
  }

  async #send(document: string, variables: Record<string, unknown>, key: string, idempotencyKey?: string): Promise<Answer> {
    const answer = await sendGraphql<Record<string, any>>(this.#url, document, variables, key, idempotencyKey ? { 'idempotency-key': idempotencyKey } : {});
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer;
  }
}
