import { createDoorstep } from '@doorstep/sdk';
import { rowsOf } from '@doorstep/api/test/shopper';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderInput, startLine, type Line } from './support/courier.ts';

let line: Line;
beforeAll(async () => {
  line = await startLine();
});
afterAll(() => line.close());

const orders = (reference: string) => rowsOf(line.app, line.courier, `select id from "order" where reference = '${reference}'`);

test('the connection dies after the server has acted: the SDK asks again, and the order exists once', async () => {
  const doorstep = createDoorstep({ url: line.url, secretKey: line.secretKey });
  const lost = line.proxy.loseAnswerTo('CreateOrder');
  const { order, delivery } = await doorstep.createOrder(orderInput('LOST-1', 1));
  await lost;
  expect(await orders('LOST-1')).toEqual([{ id: order.id }]);
  expect((await doorstep.order({ reference: 'LOST-1' }))?.deliveries.map(({ id }) => id)).toEqual([delivery.id]);
});

test('also when it is the process that dies, and its successor asks under the key it had written down', async () => {
  const doorstep = createDoorstep({ url: line.url, secretKey: line.secretKey, maxRetries: 0 });
  const lost = line.proxy.loseAnswerTo('CreateOrder');
  const input = orderInput('LOST-2', 2);
  await expect(doorstep.createOrder(input, { idempotencyKey: 'order LOST-2' })).rejects.toMatchObject({
    name: 'ConnectionError', retryable: true, idempotencyKey: 'order LOST-2', message: expect.stringContaining('may have been carried out'),
  });
  await lost;
  const successor = createDoorstep({ url: line.url, secretKey: line.secretKey });
  const { order } = await successor.createOrder(input, { idempotencyKey: 'order LOST-2' });
  expect(await orders('LOST-2')).toEqual([{ id: order.id }]);
});
