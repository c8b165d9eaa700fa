import { afterEach, expect, test } from 'vitest';
import { playTracking, type Played } from '../../demo/play.ts';
import { settled } from '../../demo/settled.ts';
import { at, option, SAMPLE_NOW, sampleTracking } from '../../demo/samples.ts';
import type { DeliveryTracking } from '../internal/types.ts';
import type { DoorstepTracking } from './tracking.ts';

let played: Played<DoorstepTracking>;

async function play(scene: string) {
  played = await playTracking(scene);
  return played;
}

afterEach(() => played?.end());

const within = (selector: string) => played.element.shadowRoot!.querySelector<HTMLElement>(selector);
const text = (selector: string) => within(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const later = (seconds: number) => new Date(SAMPLE_NOW + seconds * 1000).toISOString();

async function push(tracking: DeliveryTracking) {
  played.api.push(tracking);
  await settled(played.element);
}

test('says first whether it is today and when, then where', async () => {
  await play('on-the-way');
  expect(text('.headline')).toBe('Arriving today about 10:05 AM 3 stops before you.');
  expect(text('[part=promised]')).toBe('Promised 9 – 11 AM Today');
  expect(text('[part=estimate]')).toBe('Estimated 10:05 AM most likely 9:55 – 10:20 AM');
  expect(text('.driver')).toBe('Maya is bringing it by van');
  expect(text('.connection')).toBe('Live · updated just now');
  expect(within('[aria-current=step]')!.textContent).toContain('Out for delivery');
});

test('the token goes into headers and the socket greeting, never into an address', async () => {
  const { api } = await play('on-the-way');
  expect(api.requests.map(({ authorization }) => authorization)).toEqual(['Bearer trk_demo']);
  expect(JSON.stringify(api.greetings)).toContain('trk_demo');
  expect([...api.requests, ...api.sockets].map(({ url }) => url).join()).not.toContain('trk_');
});

test('each state has its headline', async () => {
  const headlines: Record<string, string> = {
    confirmed: 'Arriving tomorrow',
    arriving: 'Arriving in about 6 minutes',
    arrived: 'Your driver is here',
    delivered: 'Delivered today at 9:09 AM',
    failed: 'We could not deliver',
    returning: 'On its way back to the shop',
    canceled: 'This delivery was canceled',
    german: 'Ankunft heute gegen 10:05',
  };
  for (const [scene, title] of Object.entries(headlines)) {
    await play(scene);
    expect(text('.says')).toBe(title);
    played.end();
  }
});

test('late is said, with how much', async () => {
  await play('late');
  expect(text('.headline p')).toBe('Running about 25 min late. We are sorry. 6 stops before you.');
});

test('follows live: each change shows, a new state is told once, an older view is dropped', async () => {
  const { element } = await play('on-the-way');
  await push(sampleTracking('OUT_FOR_DELIVERY', { stopsAway: 1, asOf: later(20) }));
  expect(text('.headline p')).toBe('1 stop before you.');
  const told = element.announcement;
  await push(sampleTracking('ARRIVED', { asOf: later(40) }));
  expect(text('.says')).toBe('Your driver is here');
  expect(element.announcement).not.toBe(told);
  await push(sampleTracking('OUT_FOR_DELIVERY', { stopsAway: 2, asOf: later(30) }));
  expect(text('.says')).toBe('Your driver is here');
  expect(element.tracking!.state).toBe('ARRIVED');
});

test('a slow first query does not undo what the socket said meanwhile', async () => {
  const { api, element } = await play('loading');
  let answer: (value: unknown) => void = () => {};
  api.answers.GetDeliveryTracking = () => new Promise((resolve) => (answer = resolve));
  element.trackingToken = 'trk_other';
  await settled(element);
  await push(sampleTracking('DELIVERED', { asOf: later(5) }));
  answer({ deliveryTracking: sampleTracking('ARRIVED', { asOf: later(1) }) });
  await settled(element);
  expect(element.tracking!.state).toBe('DELIVERED');
});

test('without connection it says since when, asks again by query, and is live again with the next one', async () => {
  const { api, clock, element } = await play('on-the-way');
  api.dropSockets();
  api.answers.GetDeliveryTracking = () => ({ deliveryTracking: sampleTracking('OUT_FOR_DELIVERY', { asOf: later(36) }) });
  clock.pass(36);
  await settled(element);
  expect(text('.connection')).toBe('Reconnecting … · last seen 40 sec ago');
  expect(api.calls('GetDeliveryTracking')).toHaveLength(2);
  await expect.poll(() => api.greetings.length, { timeout: 5000 }).toBe(2);
  await settled(element);
  expect(text('.connection')).toContain('Live');
});

test('a live connection with an old position is honest about it', async () => {
  const { clock, element } = await play('on-the-way');
  clock.pass(90);
  await element.updateComplete;
  expect(text('.connection')).toBe('Live · last seen 2 min ago');
});

test('leaving the document ends the subscription, coming back starts it anew', async () => {
  const { api, element } = await play('on-the-way');
  element.remove();
  expect(api.sockets.size).toBe(0);
  document.body.append(element);
  await settled(element);
  expect(api.sockets.size).toBe(1);
  expect(text('.connection')).toContain('Live');
});

test('an ended link, and no connection, each say what helps', async () => {
  const { api } = await play('unknown-link');
  expect(text('.empty')).toContain('This tracking link is not valid.');
  expect(api.sockets.size).toBe(0);
  played.end();
  await play('loading');
  played.api.answers.GetDeliveryTracking = () => ({ deliveryTracking: sampleTracking('ARRIVED') });
  played.clock.pass(16);
  await settled(played.element);
  expect(text('.says')).toBe('Your driver is here');
});

test('the PIN is told while the delivery is coming, and no longer', async () => {
  await play('pin');
  expect(text('[part=pin]')).toBe('Tell the driver this PIN 4821');
  await push(sampleTracking('ARRIVED', { pin: '4821', asOf: later(20) }));
  expect(text('[part=pin]')).toContain('4821');
  await push(sampleTracking('ATTEMPT_FAILED', { pin: '4821', asOf: later(30) }));
  expect(within('[part=pin]')).toBeNull();
  await push(sampleTracking('DELIVERED', { pin: '4821', asOf: later(40) }));
  expect(within('[part=pin]')).toBeNull();
});

test('what "today" is, is the server\'s to say, and a position that is hidden again goes', async () => {
  const { element } = await play('on-the-way');
  expect(within('.van')).not.toBeNull();
  await push(sampleTracking('OUT_FOR_DELIVERY', { vehiclePosition: null, asOf: later(10) }));
  expect(within('.van')).toBeNull();
  await push(sampleTracking('CONFIRMED', { asOf: at(-1, 20) }));
  expect(element.tracking!.state).toBe('OUT_FOR_DELIVERY');
  await push(sampleTracking('CONFIRMED', { asOf: at(1, 8), window: { start: at(2, 9), end: at(2, 11), timeZone: 'America/Los_Angeles' } }));
  expect(text('.says')).toBe('Arriving tomorrow');
});

test('the proof shows after delivery', async () => {
  await play('delivered');
  expect(text('.headline p')).toBe('Left at the front door');
  expect(within('.proof img')!.getAttribute('alt')).toBe('Photo 1 of the delivery');
  expect(text('.proof')).toContain('PIN checked');
  expect(within('.map')).toBeNull();
});

test('after a failed attempt a window is chosen and booked', async () => {
  const { api, element } = await play('failed');
  api.answers.RebookDelivery = () => ({
    rebookDelivery: { tracking: sampleTracking('CONFIRMED', { window: { start: at(1, 14), end: at(1, 16), timeZone: 'America/Los_Angeles' }, asOf: later(9) }), userErrors: [], alternatives: [] },
  });
  expect(text('.headline p')).toBe('Nobody answered the door.');
  const days = [...element.shadowRoot!.querySelectorAll('details')];
  expect(days.map(({ open, firstElementChild }) => [open, firstElementChild!.textContent])).toEqual([[true, 'Tomorrow'], [false, 'Monday, November 23']]);
  within('.action')!.click();
  await settled(element);
  expect(text('.wrong')).toBe('Please choose a window first.');
  element.shadowRoot!.querySelectorAll<HTMLInputElement>('input')[1]!.click();
  within('.action')!.click();
  await settled(element);
  expect(api.calls('RebookDelivery').map(({ variables }) => variables.input)).toEqual([{ quote: 'quote-2', optionId: 'svc_scheduled:1:14' }]);
  expect(text('.headline')).toBe('Arriving tomorrow 2 – 4 PM');
});

test('a window for another attempt that is gone is replaced by what is open', async () => {
  const { api, element } = await play('failed');
  api.answers.RebookDelivery = () => ({
    rebookDelivery: { tracking: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [option(3, 10, 12, '0.00')] },
  });
  within('input')!.click();
  within('.action')!.click();
  await settled(element);
  expect(text('.wrong')).toBe('This window has just been taken. Please choose another one.');
  expect(text('fieldset')).toBe('When should we try again? Tuesday, November 24 10 AM – 12 PM Free');
});

test('the map shows the way between van and door, with a scale, and the van moves', async () => {
  await play('on-the-way');
  const place = () => [within('.van')!.style.left, within('.van')!.style.top].map(parseFloat);
  expect(within('.map')!.getAttribute('aria-label')).toBe('Map with your address and the van, 0.6 mi apart');
  const [x, y] = place();
  await push(sampleTracking('OUT_FOR_DELIVERY', { vehiclePosition: { position: { latitude: 37.803, longitude: -122.273 }, recordedAt: later(8) }, asOf: later(8) }));
  const [nextX, nextY] = place();
  expect(nextX).toBeLessThan(x!);
  expect(nextY).toBeLessThan(y!);
  expect(getComputedStyle(within('.van')!).transitionProperty).toContain('left');
  expect(text('.scale')).toMatch(/^\S+ (mi|ft)$/);
});

test('a base map is drawn below: its layers, and the names of streets', async () => {
  const { element } = await play('on-the-way');
  element.baseMap = {
    version: 1,
    names: ['Juniper Street'],
    layers: [
      { id: 'park', kind: 'polygon', shapes: [[-12227500, 3780300, 100, 0, 0, 100]] },
      { id: 'arterial', kind: 'line', shapes: [[-12228500, 3780400, 2000, 0]], labels: [0] },
      { id: 'local', kind: 'line', shapes: [[-11900000, 3400000, 100, 0]] },
    ],
  };
  await element.updateComplete;
  expect(within('.map .park')!.getAttribute('d')).toMatch(/^M\S+ \S+L.*Z$/);
  expect(within('.map .local')!.getAttribute('d')).toBe('');
  expect(text('.map text')).toBe('Juniper Street');
});

test("the retailer's colors come with the delivery, the page's own win", async () => {
  const { element } = await play('on-the-way');
  const van = () => getComputedStyle(within('.van')!).backgroundColor;
  expect(van()).toBe('rgb(47, 93, 80)');
  element.style.setProperty('--doorstep-brand', '#102030');
  expect(van()).toBe('rgb(16, 32, 48)');
});
