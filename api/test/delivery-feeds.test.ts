import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE } from '../src/shared/time.ts';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from './fixtures.ts';
import { guessLinks } from './guess-links.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { makeLinks } from './make-links.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';

/** The recipient's calendar and home read the same delivery through addresses of their own. */

const CANARY = { name: 'Zebulon Quartz', phone: '+1 555 0199 8877', line1: '77 Canary Wharfside', instructions: 'Key under the canary stone' };

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 2 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

async function order(reference: string) {
  const { delivery, trackingLink } = await shopper.create(reference, {
    address: { ...addressNear(2), line1: CANARY.line1 }, recipient: { name: CANARY.name, phone: CANARY.phone }, instructions: CANARY.instructions, date: TOMORROW,
  });
  const { feeds } = dataOf(await app.gql('{ deliveryTracking { feeds { calendarUrl parcelUrl } } }', {}, trackingLink!.token))['deliveryTracking'];
  return { deliveryId: delivery!.id, token: trackingLink!.token, ...(feeds as { calendarUrl: string; parcelUrl: string }) };
}
/** Content lines, unfolded (RFC 5545, 3.1). */
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

it('gives a calendar one event, which keeps its UID, moves and is called off', async () => {
  const { deliveryId, calendarUrl } = await order('ICS-1');
  const first = await fetch(calendarUrl);
  expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control'), first.headers.get('x-robots-tag'), first.headers.get('referrer-policy')])
    .toEqual([200, 'text/calendar; charset=utf-8', 'private, no-cache', 'noindex', 'no-referrer']);
  const lines = linesOf(await first.text());
  expect(lines).toEqual(expect.arrayContaining([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:PUBLISH', `UID:${deliveryId}@doorstep`, 'SEQUENCE:0', 'DTSTART:20261122T180000Z', 'DTEND:20261122T200000Z', 'STATUS:CONFIRMED', 'TRANSP:TRANSPARENT', 'END:VCALENDAR',
  ]));
  const again = await fetch(calendarUrl, { headers: { 'if-none-match': first.headers.get('etag')! } });
  expect([again.status, await again.text()]).toEqual([304, '']);

  await shopper.cancel(deliveryId);
  const canceled = linesOf(await (await fetch(calendarUrl)).text());
  expect(canceled).toEqual(expect.arrayContaining([`UID:${deliveryId}@doorstep`, 'SEQUENCE:1', 'STATUS:CANCELLED']));
});

it('tells programs what schema.org calls a ParcelDelivery', async () => {
  const { deliveryId, parcelUrl } = await order('JSON-1');
  const response = await fetch(parcelUrl);
  expect(response.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
  expect(await response.json()).toMatchObject({
    '@context': 'https://schema.org', '@type': 'ParcelDelivery', trackingNumber: deliveryId,
    expectedArrivalFrom: '2026-11-22T18:00:00.000Z', expectedArrivalUntil: '2026-11-22T20:00:00.000Z',
    partOfOrder: { orderNumber: 'JSON-1', orderStatus: 'https://schema.org/OrderProcessing' }, state: 'CONFIRMED',
  });
});

it('tells nothing of who receives it and where, notes the view, and ends with the link', async () => {
  const { token, calendarUrl, parcelUrl } = await order('ENDS-1');
  const texts = await Promise.all([calendarUrl, parcelUrl].map(async (url) => `${url} ${await (await fetch(url)).text()}`));
  for (const told of [...Object.values(CANARY), token]) expect(texts.join('')).not.toContain(told);
  const { link } = dataOf(await app.gql('{ deliveryTracking { link { id views { kind } } } }', {}, token))['deliveryTracking'];
  expect(link.views.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['CALENDAR', 'PAGE', 'PAGE', 'PARCEL'].filter((kind, index, all) => all.indexOf(kind) === index));
  await app.gql('mutation ($input: RevokeTrackingLinkInput!) { revokeTrackingLink(input: $input) { link { id } } }', { input: { linkId: link.id } }, shopper.retailer.secretKey);
  expect((await fetch(calendarUrl)).status).toBe(404);
});

it('knows no address that it did not write', async () => {
  const { calendarUrl, deliveryId } = await order('FORGED-1');
  const sealed = calendarUrl.split('/').at(-2)!;
  const [id = '', mac = ''] = sealed.split('.');
  const [other] = await rowsOf<{ id: string }>(app, courier, "select id from access_key where kind = 'TRACKING_LINK' and id <> ? limit 1", [id]);
  const flipped = (mac[0] === 'A' ? 'B' : 'A') + mac.slice(1);
  const forged = [`${other!.id}.${mac}`, `${id}.${flipped}`, `${id}.`, id, `.${mac}`, `${deliveryId}.${mac}`, `${sealed}.x`, '%00', '..%2f..%2fetc', 'x'.repeat(90)];
  app.clock.set(new Date(app.clock.now().getTime() + MINUTE));
  for (const token of forged) {
    const { status } = await fetch(calendarUrl.replace(sealed, token));
    expect(`${token} ${status}`).toBe(`${token} 404`);
  }
});

it('lets no guess and no near miss reach anything', async () => {
  const behindProxy = await startTestApp({ trustProxy: 1 });
  try {
    const made = await createTestCourier(behindProxy.server, { drivers: 1 });
    const links = await makeLinks(behindProxy.app, made, 10);
    const { statuses, reached } = await guessLinks({ url: behindProxy.url, ...links }, { guesses: 1_000, nearMisses: 1_000 });
    expect(reached).toEqual([]);
    expect(Object.values(statuses).reduce((sum, tried) => sum + tried, 0)).toBe(2_000);
    expect(Object.keys(statuses).map(Number).filter((status) => ![400, 401, 404, 414].includes(status))).toEqual([]);
  } finally {
    await behindProxy.close();
  }
});
