import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper, type ShownOption } from '../../test/shopper.ts';
import { systemEntityManager } from '../platform/context.ts';
import { MINUTE } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 6 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

/** A delivery of today that was tried in vain, with its recipient's link. */
async function failedDelivery(reference: string): Promise<{ id: string; token: string }> {
  const made = await shopper.create(reference, { date: TODAY, address: addressNear(3) });
  const { id } = made.delivery!;
  const em = systemEntityManager(app.server.orm);
  const [stop] = await em.execute<{ route_id: string }[]>(`update stop set state = 'FAILED' where delivery_id = ? returning route_id`, [id]);
  await em.execute(`update route set state = 'FINISHED' where id = ?`, [stop!.route_id]);
  await em.execute(`update delivery set state = 'ATTEMPT_FAILED' where id = ?`, [id]);
  await em.execute('update parcel set loaded_at = ? where delivery_id = ?', [START, id]);
  return { id, token: made.trackingLink!.token };
}

async function offerOf(token: string): Promise<{ quote: string; options: ShownOption[] }> {
  const { deliveryTracking } = dataOf(await app.gql('query { deliveryTracking { reattempt { quote options { id date available price { amount } window { start } serviceLevel { code } } } } }', {}, token));
  return deliveryTracking.reattempt;
}

async function rebook(token: string, quote: string, optionId: string): Promise<{ codes: string[]; alternatives: ShownOption[]; tracking: { state: string } | null }> {
  const document = 'mutation ($input: RebookDeliveryInput!) { rebookDelivery(input: $input) { tracking { state } userErrors { code } alternatives { date } } }';
  const { rebookDelivery } = dataOf(await app.gql(document, { input: { quote, optionId } }, token));
  return { ...rebookDelivery, codes: rebookDelivery.userErrors.map(({ code }: { code: string }) => code) };
}

describe('rebookDelivery', () => {
  it('gives a failed delivery a new, proven place for nothing; the failed stop stays on its route, and the parcels are to be loaded again', async () => {
    const { id, token } = await failedDelivery('failed-1');
    const { quote, options } = await offerOf(token);
    const option = options.find(({ date, available, serviceLevel }) => date === TOMORROW && available && serviceLevel.code === 'two-hours')!;
    expect(option.price).toEqual({ amount: '0.00' });
    const { codes, tracking } = await rebook(token, quote, option.id);
    expect(codes).toEqual([]);
    expect(tracking).toEqual({ state: 'CONFIRMED' });
    const stops = await rowsOf<{ state: string }>(app, courier, 'select state from stop where delivery_id = ? order by id', [id]);
    expect(stops.map(({ state }) => state)).toEqual(['FAILED', 'PLANNED']);
    const document = 'query ($id: ID!) { delivery(id: $id) { state window { start } price { amount } stop { state window { start } } parcels { loadedAt } journey { edges { node { type } } } } }';
    const { delivery } = dataOf(await app.gql(document, { id }, courier.secretKey));
    expect(delivery).toMatchObject({ state: 'CONFIRMED', window: { start: option.window.start }, price: { amount: '5.90' }, stop: { state: 'PLANNED', window: { start: option.window.start } }, parcels: [{ loadedAt: null }] });
    expect(delivery.journey.edges.map((edge: any) => edge.node.type)).toEqual(['delivery.confirmed', 'delivery.rescheduled', 'delivery.confirmed']);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    // The same offer works once.
    expect((await rebook(token, quote, option.id)).codes).toEqual(['INVALID_STATE']);
  });

  it('books one place when two days are taken at the same moment', async () => {
    const { id, token } = await failedDelivery('failed-2');
    const { quote, options } = await offerOf(token);
    const open = options.filter(({ available, serviceLevel }) => available && serviceLevel.code === 'two-hours');
    const picks = [open.find(({ date }) => date === TOMORROW)!, open.find(({ date }) => date > TOMORROW)!];
    const answers = await Promise.all(picks.map((option) => rebook(token, quote, option.id)));
    expect(answers.map(({ codes }) => codes.join()).sort()).toEqual(['', 'INVALID_STATE']);
    expect(await rowsOf(app, courier, `select 1 as n from stop where delivery_id = ? and state = 'PLANNED'`, [id])).toHaveLength(1);
  });

  it('takes only the offer of that delivery, from its own link', async () => {
    const [one, other] = [await failedDelivery('failed-3'), await failedDelivery('failed-4')];
    const offer = await offerOf(one.token);
    const option = offer.options.find(({ available }) => available)!;
    expect((await rebook(other.token, offer.quote, option.id)).codes).toEqual(['QUOTE_INVALID']);
    const sold = await shopper.firstOpen();
    expect((await rebook(one.token, sold.quote, sold.option.id)).codes).toEqual(['QUOTE_INVALID']);
    // Nor is a free reattempt a way to a free delivery.
    expect((await shopper.hold(offer.quote, option.id)).userErrors.map(({ code }) => code)).toEqual(['QUOTE_INVALID']);
    app.clock.advance(15 * MINUTE);
    expect((await rebook(one.token, offer.quote, option.id)).codes).toEqual(['QUOTE_EXPIRED']);
    app.clock.set(START);
  });
});

describe('a hold whose van has left', () => {
  it('moves to another van when it is confirmed, or is gone when there is none', async () => {
    for (const [drivers, codes] of [[2, []], [1, ['WINDOW_GONE']]] as const) {
      const own = await createTestCourier(app.server, { drivers });
      const customer = new Shopper(app, own);
      const { quote, option } = await customer.firstOpen(addressNear(2), 'two-hours', TOMORROW);
      const { hold } = await customer.hold(quote, option.id);
      const [stop] = await rowsOf<{ id: string; route_id: string }>(app, own, 'select id, route_id from stop');
      await systemEntityManager(app.server.orm).execute(`update route set state = 'STARTED' where id = ?`, [stop!.route_id]);
      const answer = await customer.confirm(hold!.id, `late-${drivers}`);
      expect(answer.userErrors.map(({ code }) => code)).toEqual(codes);
      const after = await rowsOf<{ delivery_id: string | null; route_id: string }>(app, own, 'select delivery_id, route_id from stop');
      expect(after).toHaveLength(1);
      expect(after[0]!.delivery_id).toBe(answer.delivery?.id ?? null);
      expect(after[0]!.route_id === stop!.route_id).toBe(codes.length > 0);
    }
  });
});
