import { Webhook } from 'standardwebhooks';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { DeliveryState } from '../src/generated/types.ts';
import { signTestWebhook, verifyWebhook, WebhookError, type WebhookEventType } from '../src/webhooks.ts';

const SECOND = 1000;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const secretOf = (byte: number, length = 32) => `whsec_${Buffer.alloc(length, byte).toString('base64')}`;
const SECRET = secretOf(1);
const OTHER = secretOf(2);
const EVENT = { type: 'delivery.delivered', deliveryId: 'dlv_1', data: { place: 'DOOR', note: 'Grüße 🚪' } } as const;

const signed = (secret = SECRET, sentAt = NOW) => signTestWebhook({ secret, event: EVENT, id: 'msg_1', sentAt });
const code = (promise: Promise<unknown>) => promise.then(() => 'accepted', (error: { code: string }) => error.code);

test('what is signed is verified and comes out typed', async () => {
  const event = await verifyWebhook({ ...(await signed()), secret: SECRET, now: NOW });
  expectTypeOf(event.data.deliveryId).toEqualTypeOf<string | null>();
  expect(event).toMatchObject({ id: 'msg_1', type: 'delivery.delivered', timestamp: '2026-11-21T12:00:00.000Z', data: EVENT });
});

describe('with the standard\'s own library', () => {
  const sender = new Webhook(SECRET);
  const payload = JSON.stringify({ type: 'delivery.loaded', timestamp: new Date(NOW).toISOString(), data: { deliveryId: 'dlv_1' } });

  test('its signatures are taken', async () => {
    const at = new Date();
    const headers = {
      'Webhook-Id': 'msg_2',
      'Webhook-Timestamp': String(Math.floor(at.getTime() / SECOND)),
      'Webhook-Signature': sender.sign('msg_2', at, payload),
    };
    expect(await verifyWebhook({ body: payload, headers, secret: SECRET })).toMatchObject({ id: 'msg_2', type: 'delivery.loaded' });
  });

  test('it takes ours', async () => {
    const { body, headers } = await signTestWebhook({ secret: SECRET, event: EVENT });
    expect(sender.verify(body, headers)).toMatchObject({ type: 'delivery.delivered', data: EVENT });
    expect(() => new Webhook(OTHER).verify(body, headers)).toThrow();
  });
});

test('body and headers are taken as servers have them', async () => {
  const { body, headers } = await signed();
  const bytes = new TextEncoder().encode(body);
  const request = new Request('https://shop.test/hook', { method: 'POST', body, headers });
  const nodeHeaders = { ...headers, 'webhook-id': [headers['webhook-id']], host: undefined };
  for (const received of [
    { body: bytes, headers: request.headers },
    { body: Buffer.from(body), headers: nodeHeaders },
    { body: await request.arrayBuffer(), headers: new Map(Object.entries(headers)) as never },
  ]) {
    expect(await code(verifyWebhook({ ...received, secret: SECRET, now: NOW }))).toBe('accepted');
  }
});

test('nothing may be changed on the way', async () => {
  const { body, headers } = await signed();
  const change = (changed: Record<string, string>) => verifyWebhook({ body, headers: { ...headers, ...changed }, secret: SECRET, now: NOW });
  expect(await code(verifyWebhook({ body: `${body} `, headers, secret: SECRET, now: NOW }))).toBe('INVALID_SIGNATURE');
  expect(await code(verifyWebhook({ body: JSON.stringify(JSON.parse(body), null, 1), headers, secret: SECRET, now: NOW }))).toBe('INVALID_SIGNATURE');
  expect(await code(change({ 'webhook-id': 'msg_9' }))).toBe('INVALID_SIGNATURE');
  expect(await code(change({ 'webhook-timestamp': String(NOW / SECOND + 1) }))).toBe('INVALID_SIGNATURE');
  expect(await code(verifyWebhook({ body, headers, secret: OTHER, now: NOW }))).toBe('INVALID_SIGNATURE');
});

test.each([
  ['another scheme', (right: string) => right.replace('v1,', 'v1a,')],
  ['no scheme', (right: string) => right.slice(3)],
  ['no base64', () => 'v1,%%%'],
  ['nothing behind the comma', () => 'v1,'],
  ['a part of it', (right: string) => right.slice(0, 20)],
  ['the right one behind too many wrong ones', (right: string) => `${'v1,AAAA '.repeat(10)}${right}`],
])('a signature that is %s is none', async (_what, change) => {
  const { body, headers } = await signed();
  const changed = { ...headers, 'webhook-signature': change(headers['webhook-signature']) };
  expect(await code(verifyWebhook({ body, headers: changed, secret: SECRET, now: NOW }))).toBe('INVALID_SIGNATURE');
});

test('while a secret is rotated either side may be ahead', async () => {
  const old = await signed(SECRET);
  const both = { ...old.headers, 'webhook-signature': `v1a,x ${old.headers['webhook-signature']} ${(await signed(OTHER)).headers['webhook-signature']}` };
  expect(await code(verifyWebhook({ ...old, secret: [OTHER, SECRET], now: NOW }))).toBe('accepted');
  expect(await code(verifyWebhook({ body: old.body, headers: both, secret: OTHER, now: NOW }))).toBe('INVALID_SIGNATURE');
  const again = await signTestWebhook({ secret: OTHER, event: JSON.parse(old.body).data, id: 'msg_1', sentAt: NOW });
  const right = { ...old.headers, 'webhook-signature': `${old.headers['webhook-signature']} ${again.headers['webhook-signature']}` };
  expect(await code(verifyWebhook({ body: old.body, headers: right, secret: OTHER, now: NOW }))).toBe('accepted');
});

test.each([
  [-300, 'accepted'], [-301, 'INVALID_TIMESTAMP'], [300, 'accepted'], [301, 'INVALID_TIMESTAMP'],
])('sent %i s away from now is %s', async (seconds, outcome) => {
  expect(await code(verifyWebhook({ ...(await signed(SECRET, NOW + seconds * SECOND)), secret: SECRET, now: NOW }))).toBe(outcome);
});

test('the tolerance can be told', async () => {
  const late = { ...(await signed()), secret: SECRET, now: NOW + 60 * SECOND };
  expect(await code(verifyWebhook({ ...late, toleranceSeconds: 60 }))).toBe('accepted');
  expect(await code(verifyWebhook({ ...late, toleranceSeconds: 59 }))).toBe('INVALID_TIMESTAMP');
});

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s it says which header is missing', async (name) => {
  const { body, headers } = await signed();
  const rest = Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));
  await expect(verifyWebhook({ body, headers: rest, secret: SECRET, now: NOW })).rejects.toThrow(`\`${name}\` is missing`);
});

test.each(['', 'soon', '-1', '1e9', '1.5'])('the time "%s" is no time', async (timestamp) => {
  const { body, headers } = await signed();
  const verified = verifyWebhook({ body, headers: { ...headers, 'webhook-timestamp': timestamp }, secret: SECRET, now: NOW });
  await expect(verified).rejects.toThrow(WebhookError);
  expect(await code(verified)).toBe('INVALID_HEADER');
});

test.each([
  '', 'whsec_', SECRET.slice(6), 'whsec_???', secretOf(1, 23), secretOf(1, 65),
])('the secret "%s" is refused without being repeated', async (secret) => {
  const error = await verifyWebhook({ ...(await signed()), secret: [SECRET, secret] }).catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ name: 'InvalidRequestError', code: 'INVALID_OPTION' });
  if (secret.length > 8) expect(String(error)).not.toContain(secret);
});

test('no secret is no open door', async () => {
  expect(await code(verifyWebhook({ ...(await signed()), secret: [] }))).toBe('INVALID_OPTION');
  expect(await code(verifyWebhook({ ...(await signed()), secret: undefined as never }))).toBe('INVALID_OPTION');
});

test('a body that a parser has read is refused with what to do', async () => {
  const { body, headers } = await signed();
  await expect(verifyWebhook({ body: JSON.parse(body), headers, secret: SECRET, now: NOW })).rejects.toThrow('before a JSON parser');
});

test('types and members of a newer sender come through', async () => {
  const body = JSON.stringify({ type: 'delivery.teleported', timestamp: '2027-01-01T00:00:00Z', data: { beam: 7 }, galaxy: 'M31' });
  const at = new Date();
  const headers = {
    'webhook-id': 'msg_3', 'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)), 'webhook-signature': new Webhook(SECRET).sign('msg_3', at, body),
  };
  expect(await verifyWebhook({ body, headers, secret: SECRET })).toEqual({ id: 'msg_3', ...JSON.parse(body) });
});

test.each(['', 'null', '[]', '{"type":1}', '{"type":"x"}', '{"type":"x","timestamp":"y"}', '{"type":"x","timestamp":"y","data":null}'])(
  'what is signed but no event (%s) is said to be none', async (body) => {
    const at = new Date();
    const headers = {
      'webhook-id': 'msg_4', 'webhook-timestamp': String(Math.floor(at.getTime() / SECOND)), 'webhook-signature': new Webhook(SECRET).sign('msg_4', at, body),
    };
    expect(await code(verifyWebhook({ body, headers, secret: SECRET }))).toBe('INVALID_PAYLOAD');
  },
);

test('every state of a delivery has its event among the known types', () => {
  type Known<Text> = Text extends string ? (string extends Text ? never : Text) : never;
  expectTypeOf<Known<DeliveryState>>().not.toBeNever();
  expectTypeOf<`delivery.${Lowercase<Known<DeliveryState>>}`>().toExtend<Known<WebhookEventType>>();
});
