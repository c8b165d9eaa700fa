import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_GUESSES } from '../src/platform/http/guess-limit.ts';
import { distanceMeters } from '../src/shared/geo.ts';
import { DAY, HOUR, MINUTE } from '../src/shared/time.ts';
import { addressNear, createTestCourier, type TestCourier } from './fixtures.ts';
import { START, startTestApp, type TestApp } from './harness.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';
import { openSocket } from './socket.ts';

/** A tracking link is a capability: what it may do is what its scopes say, until it ends. */

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
let count = 0;
beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 4 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

const ADDRESS = addressNear(1);
const ERRORS = 'userErrors { code field message }';
async function order(more: object = {}): Promise<{ deliveryId: string; token: string }> {
  const { delivery, trackingLink, userErrors } = await shopper.create(`LINK-${(count += 1)}`, { address: ADDRESS, instructions: 'Ring twice', ...more });
  if (!delivery || !trackingLink) throw new Error(JSON.stringify(userErrors));
  return { deliveryId: delivery.id, token: trackingLink.token };
}
const ask = async (document: string, key: string, input?: object) => dataOf(await app.gql(document, input ? { input } : {}, key));
const handOff = async (key: string, input: object = {}) =>
  (await ask(`mutation ($input: HandOffTrackingLinkInput!) { handOffTrackingLink(input: $input) { trackingLink { token } ${ERRORS} } }`, key, input))['handOffTrackingLink'];
const revoke = async (key: string, linkId: string) =>
  (await ask(`mutation ($input: RevokeTrackingLinkInput!) { revokeTrackingLink(input: $input) { link { id revokedAt } ${ERRORS} } }`, key, { linkId }))['revokeTrackingLink'];
const reveal = async (key: string, postalCode: string) =>
  (await ask(`mutation ($input: RevealAddressInput!) { revealAddress(input: $input) { door { address { line1 postalCode } position { latitude longitude } instructions safePlace } ${ERRORS} } }`, key, { postalCode }))['revealAddress'];
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
const ownLink = async (key: string) => (await ask('{ deliveryTracking { link { id scopes isHandedOff expiresAt views { kind viewedAt } handedOff { id revokedAt } } } }', key))['deliveryTracking'].link;
const createLink = async (input: object) =>
  (await ask(`mutation ($input: CreateTrackingLinkInput!) { createTrackingLink(input: $input) { trackingLink { token } ${ERRORS} } }`, shopper.retailer.secretKey, input))['createTrackingLink'];

it('makes links that may do what was said, for as long as was said', async () => {
  const { deliveryId, token } = await order();
  expect((await ownLink(token)).scopes).toEqual(['VIEW', 'MAP', 'ADDRESS', 'PROOF', 'RESCHEDULE', 'INSTRUCTIONS', 'SHARE']);
  const expiresAt = new Date(app.clock.now().getTime() + HOUR).toISOString();
  const { trackingLink } = await createLink({ deliveryId, scopes: ['MAP'], expiresAt });
  expect(await ownLink(trackingLink.token)).toMatchObject({ scopes: ['VIEW', 'MAP'], isHandedOff: false, expiresAt });
  const refused = await app.gql('mutation { revealAddress(input: { postalCode: "94607" }) { door { instructions } } }', {}, trackingLink.token);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(codes(await createLink({ deliveryId, expiresAt: START.toISOString() }))).toEqual(['INVALID_INPUT']);
  const other = new Shopper(app, courier, courier.retailers[1]);
  const foreign = await app.gql(`mutation ($input: CreateTrackingLinkInput!) { createTrackingLink(input: $input) { trackingLink { token } ${ERRORS} } }`, { input: { deliveryId } }, other.retailer.secretKey);
  expect(codes(dataOf(foreign)['createTrackingLink'])).toEqual(['NOT_FOUND']);

  app.clock.set(new Date(app.clock.now().getTime() + HOUR));
  expect((await app.gql('{ deliveryTracking { state } }', {}, trackingLink.token)).status).toBe(401);
  expect((await ownLink(token)).scopes).toHaveLength(7);
});

it('hands off less than it has, to neighbors who can hand on nothing', async () => {
  const { token } = await order();
  const { trackingLink } = await handOff(token);
  expect(await ownLink(trackingLink.token)).toMatchObject({ scopes: ['VIEW', 'MAP'], isHandedOff: true });
  expect((await app.gql('mutation { handOffTrackingLink(input: {}) { trackingLink { token } } }', {}, trackingLink.token)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(codes(await handOff(token, { scopes: ['SHARE'] }))).toEqual(['INVALID_INPUT']);
  expect(codes(await handOff(token, { expiresAt: new Date(app.clock.now().getTime() + 30 * DAY).toISOString() }))).toEqual(['INVALID_INPUT']);
  const many = await Promise.all(Array.from({ length: 8 }, () => handOff(token)));
  expect(many.filter((each) => each.trackingLink)).toHaveLength(4);
  expect(new Set(many.flatMap(codes))).toEqual(new Set(['TOO_MANY_LINKS']));
});

it('revokes a link with all that was handed off from it, and nobody else\'s', async () => {
  const [mine, theirs] = [await order(), await order()];
  const [child, sibling] = [(await handOff(mine.token)).trackingLink.token, (await handOff(mine.token)).trackingLink.token];
  const [siblingId, childId] = (await ownLink(mine.token)).handedOff.map(({ id }: { id: string }) => id);
  const own = await ownLink(mine.token);
  expect(codes(await revoke(theirs.token, childId))).toEqual(['NOT_FOUND']);
  expect(codes(await revoke(mine.token, own.id))).toEqual(['NOT_FOUND']);
  expect(codes(await revoke(courier.retailers[1]!.secretKey, own.id))).toEqual(['NOT_FOUND']);
  expect((await ownLink(child)).id).toBe(childId);

  expect((await revoke(mine.token, childId)).link.revokedAt).not.toBeNull();
  expect((await app.gql('{ deliveryTracking { state } }', {}, child)).status).toBe(401);
  expect((await ownLink(sibling)).id).toBe(siblingId);
  expect((await revoke(shopper.retailer.secretKey, own.id)).link.id).toBe(own.id);
  for (const token of [mine.token, sibling]) expect((await app.gql('{ deliveryTracking { state } }', {}, token)).status).toBe(401);
});

it('logs that a link was looked through, once a minute and kind, and not by whom', async () => {
  const { deliveryId, token } = await order();
  for (let look = 0; look < 3; look += 1) await ownLink(token);
  await ask(`{ deliveryTracking(deliveryId: "${deliveryId}") { state } }`, shopper.retailer.secretKey);
  app.clock.set(new Date(app.clock.now().getTime() + MINUTE));
  const { views } = await ownLink(token);
  expect(views.map(({ kind }: { kind: string }) => kind)).toEqual(['PAGE', 'PAGE']);
  const { delivery } = await ask(`{ delivery(id: "${deliveryId}") { trackingLinks { hint views { kind } } } }`, shopper.retailer.secretKey);
  expect(delivery.trackingLinks).toEqual([{ hint: token.slice(0, 9), views: [{ kind: 'PAGE' }, { kind: 'PAGE' }] }]);
  const columns = await rowsOf<{ column_name: string }>(app, courier, "select column_name from information_schema.columns where table_name = 'link_view' order by 1");
  expect(columns.map(({ column_name }) => column_name)).toEqual(['access_key_id', 'id', 'kind', 'organization_id', 'retailer_id', 'viewed_at']);
});

it('shows the door to whoever knows its postal code, and closes after five that do not', async () => {
  const { deliveryId, token } = await order();
  const tracked = (await ask('{ deliveryTracking { destination { latitude longitude } } }', token))['deliveryTracking'].destination;
  expect(distanceMeters(tracked, ADDRESS.position)).toBeLessThan(100);
  expect(tracked).not.toEqual(ADDRESS.position);
  const exact = (await ask(`{ deliveryTracking(deliveryId: "${deliveryId}") { destination { latitude } } }`, shopper.retailer.secretKey))['deliveryTracking'].destination;
  expect(exact.latitude).toBe(ADDRESS.position.latitude);

  expect(await reveal(token, ` ${ADDRESS.postalCode.toLowerCase()} `)).toEqual({ door: { address: { line1: ADDRESS.line1, postalCode: ADDRESS.postalCode }, position: ADDRESS.position, instructions: 'Ring twice', safePlace: null }, userErrors: [] });
  expect(codes(await reveal(token, ''))).toEqual(['INVALID_INPUT']);
  const second = (await createLink({ deliveryId })).trackingLink.token;
  const guesses = await Promise.all(Array.from({ length: 9 }, (_, guess) => reveal(guess % 2 ? token : second, String(10_000 + guess))));
  expect(guesses.flatMap(codes).sort()).toEqual([...Array(4).fill('TOO_MANY_ATTEMPTS'), ...Array(5).fill('WRONG_POSTAL_CODE')]);
  expect(guesses.every(({ door }) => door === null)).toBe(true);
  expect(codes(await reveal(token, ADDRESS.postalCode))).toEqual(['TOO_MANY_ATTEMPTS']);
  app.clock.set(new Date(app.clock.now().getTime() + HOUR));
  expect((await reveal(token, ADDRESS.postalCode)).door.address.line1).toBe(ADDRESS.line1);
});

it('lets the recipient tell the driver what to know; the feed says that it changed, not what', async () => {
  const { deliveryId, token } = await order({ instructions: null });
  const change = async (key: string, input: object) =>
    (await ask(`mutation ($input: ChangeInstructionsInput!) { changeInstructions(input: $input) { instructions safePlace ${ERRORS} } }`, key, input))['changeInstructions'];
  expect(await change(token, { instructions: 'Blue gate, code 4711', safePlace: 'Behind the hedge' })).toEqual({ instructions: 'Blue gate, code 4711', safePlace: 'Behind the hedge', userErrors: [] });
  expect(await change(token, { safePlace: '' })).toMatchObject({ instructions: 'Blue gate, code 4711', safePlace: null });
  expect(codes(await change(token, { safePlace: 'x'.repeat(141) }))).toEqual(['INVALID_INPUT']);
  expect(codes(await change((await order()).token, { deliveryId, instructions: 'Mine now' }))).toEqual(['NOT_FOUND']);
  expect(codes(await change(courier.retailers[1]!.secretKey, { deliveryId, instructions: 'Mine now' }))).toEqual(['NOT_FOUND']);
  expect(await change(shopper.retailer.secretKey, { deliveryId, safePlace: 'Garage' })).toMatchObject({ safePlace: 'Garage', userErrors: [] });
  const events = await rowsOf<{ type: string; data: object }>(app, courier, "select type, data from event where subject_id = ? and type = 'delivery.instructions_changed'", [deliveryId]);
  expect(events).toHaveLength(3);
  expect(JSON.stringify(events)).not.toMatch(/4711|hedge|Garage/);
  await shopper.cancel(deliveryId);
  expect(codes(await change(token, { instructions: 'Too late' }))).toEqual(['INVALID_STATE']);
});

it('gives two links of one delivery their own feeds, also where a change is sent to both', async () => {
  const { deliveryId, token } = await order();
  const second = (await createLink({ deliveryId })).trackingLink.token;
  const sockets = await Promise.all([token, second].map((key) => openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key })));
  for (const socket of sockets) socket.subscribe('1', 'subscription { deliveryTracking { state feeds { calendarUrl } link { hint } } }');
  await Promise.all(sockets.map((socket) => socket.next('1')));
  await shopper.cancel(deliveryId);
  const views = await Promise.all(sockets.map(async (socket) => ((await socket.next('1')) as any).data.deliveryTracking));
  expect(views.map(({ state }) => state)).toEqual(['CANCELED', 'CANCELED']);
  expect(new Set(views.map(({ feeds }) => feeds.calendarUrl)).size).toBe(2);
  expect(views.map(({ link }) => link.hint)).toEqual([token, second].map((key) => key.slice(0, 9)));
});

it('limits who tries keys that nobody has, without locking out who has one', async () => {
  const { token } = await order();
  app.clock.set(new Date(app.clock.now().getTime() + MINUTE));
  const ask = (key: string) => app.gql('{ deliveryTracking { state } }', {}, key);
  expect((await ask(token)).status).toBe(200);
  const guess = (index: number) => `trk_${String(index).padStart(32, 'A')}`;
  const statuses = await Promise.all(Array.from({ length: MOST_GUESSES }, async (_, index) => (await ask(guess(index))).status));
  expect(new Set(statuses)).toEqual(new Set([401]));
  const refused = await ask(guess(MOST_GUESSES));
  expect([refused.status, refused.errors?.[0]?.extensions['code'], refused.headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '60']);
  expect((await fetch(`${app.url}/feeds/${guess(1)}/delivery.ics`)).status).toBe(429);
  expect((await ask(token)).status).toBe(200);
  app.clock.set(new Date(app.clock.now().getTime() + MINUTE));
  expect((await ask(guess(MOST_GUESSES))).status).toBe(401);
});
