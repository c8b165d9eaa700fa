import { afterEach, expect, test } from 'vitest';
import { playPicker, type Played } from '../../demo/play.ts';
import { settled } from '../../demo/settled.ts';
import { FakeFailure } from '../../demo/fake-api.ts';
import { answerWith, holdOn, option, SAMPLE_NOW, sampleOptions } from '../../demo/samples.ts';
import type { DoorstepSlotPicker } from './slot-picker.ts';

let played: Played<DoorstepSlotPicker>;

async function play(scene: string, into?: Element) {
  played = await playPicker(scene, into);
  return played;
}

afterEach(() => {
  played?.end();
  document.body.replaceChildren();
});

const within = (selector: string) => played.element.shadowRoot!.querySelector<HTMLElement>(selector);
const all = <Kind extends HTMLElement>(selector: string) => [...played.element.shadowRoot!.querySelectorAll<Kind>(selector)];
const radios = () => all<HTMLInputElement>('input[type=radio]');
const open = () => all<HTMLInputElement>('input:enabled');
const text = (selector: string) => within(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const tabs = () => all('[role=tab]');

/** A click as people make it: the pointer goes down first. */
async function choose(radio: HTMLElement) {
  played.element.dispatchEvent(new PointerEvent('pointerdown'));
  radio.click();
  await settled(played.element);
}

/** The `detail` of every event of a type from now on. */
function heard(type: string): any[] {
  const details: any[] = [];
  played.element.addEventListener(type, (event) => details.push((event as CustomEvent).detail));
  return details;
}

test('asks once for the windows of the address and basket, with the publishable key', async () => {
  const { api } = await play('offer');
  expect(api.calls('DeliveryOptions')).toHaveLength(1);
  const [request] = api.calls('DeliveryOptions');
  expect(request!.variables.input).toMatchObject({ days: 5, address: { line1: '418 Juniper Street' }, basket: { parcels: [{ weightGrams: 14_000 }] } });
  expect(request!.authorization).toBe('Bearer pk_demo');
});

test('a day is a tab with its count, its windows are native radios with time and price in the name', async () => {
  await play('offer');
  expect(tabs().map((tab) => tab.innerText.replace(/\s+/g, ' '))).toEqual([
    'Today 21 November 4 windows', 'Tomorrow 22 November 4 windows', 'Mon 23 November 5 windows', 'Tue 24 November Full',
    'Wed 25 November 5 windows',
  ]);
  expect(text('legend')).toBe('Saturday, November 21');
  expect(radios()).toHaveLength(6);
  expect(open()[0]!.labels![0]!.textContent!.replace(/\s+/g, ' ').trim()).toBe('12 – 2 PM Two-hour window $7.90');
});

test('a refused window shows its reason and cannot be chosen', async () => {
  const { api } = await play('offer');
  const refused = radios()[0]!;
  expect(refused.disabled).toBe(true);
  expect(refused.labels![0]!.textContent).toContain('Too late to book');
  await choose(refused);
  expect(api.calls('HoldDeliveryOption')).toHaveLength(0);
  expect(played.element.value).toBe('');
});

test('choosing holds the window, tells it, and counts down without a word each second', async () => {
  const { api, clock, element } = await play('offer');
  const [changes, holds] = [heard('doorstep-change'), heard('doorstep-hold')];
  await choose(open()[0]!);
  expect(api.calls('HoldDeliveryOption').map(({ variables }) => variables.input)).toEqual([{ quote: 'quote-1', optionId: 'svc_scheduled:0:12' }]);
  expect(changes.map(({ option }) => option.id)).toEqual(['svc_scheduled:0:12']);
  expect(holds).toMatchObject([{ reason: 'held', hold: { id: 'hld_svc_scheduled:0:12' } }]);
  expect(text('[role=timer]')).toBe('10:00');
  expect(element.announcement).toBe('12 – 2 PM is reserved for you for 10 minutes.');
  clock.pass(61);
  await element.updateComplete;
  expect(text('[role=timer]')).toBe('8:59');
  expect(element.announcement).toBe('12 – 2 PM is reserved for you for 10 minutes.');
  clock.pass(239);
  expect(element.announcement).toBe('Your window is reserved for another 5 minutes.');
});

test('another choice takes the new window first and gives the old one back after', async () => {
  const { api, element } = await play('offer');
  await choose(open()[0]!);
  await choose(open()[1]!);
  expect(api.requests.map(({ operation }) => operation)).toEqual(['DeliveryOptions', 'HoldDeliveryOption', 'HoldDeliveryOption', 'ReleaseHold']);
  expect(api.calls('ReleaseHold')[0]!.variables.input).toEqual({ holdId: 'hld_svc_scheduled:0:12' });
  expect(element.value).toBe('hld_svc_same_day:0:13');
});

test('a hold that is answered after the next choice is given back, and the later choice counts', async () => {
  const { api, element } = await play('offer');
  const answers: (() => void)[] = [];
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = (variables, request) => new Promise((resolve) => answers.push(() => resolve(hold(variables, request))));
  await choose(open()[0]!);
  await choose(open()[3]!);
  answers[1]!();
  await settled(element);
  answers[0]!();
  await settled(element);
  expect(element.value).toBe('hld_svc_evening:0:18');
  expect(api.calls('ReleaseHold').map(({ variables }) => variables.input.holdId)).toEqual(['hld_svc_scheduled:0:12']);
});

test('a window that is gone: says so, offers others, and one of them is taken with a click', async () => {
  const { api, element } = await play('offer');
  const errors = heard('doorstep-error');
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = () => ({
    holdDeliveryOption: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [option(1, 14, 16, '5.90')] },
  });
  await choose(open()[0]!);
  expect(errors).toMatchObject([{ code: 'WINDOW_GONE' }]);
  expect(element.value).toBe('');
  expect(text('.notice')).toBe('Someone was faster: this window is gone. Still open, nearest first: Tomorrow, 2 – 4 PM · $5.90');
  expect(element.announcement).toBe('Someone was faster: this window is gone.');
  expect(api.calls('DeliveryOptions')).toHaveLength(2);
  api.answers.HoldDeliveryOption = hold;
  await choose(within('.choices button')!);
  expect(element.value).toBe('hld_svc_scheduled:1:14');
  expect(text('legend')).toBe('Sunday, November 22');
  expect(within('.notice')).toBeNull();
});

test('a window that is gone leaves the one held before as it is', async () => {
  const { api, element } = await play('held');
  api.answers.HoldDeliveryOption = () => ({
    holdDeliveryOption: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [] },
  });
  const before = element.value;
  await choose(open()[3]!);
  expect(element.value).toBe(before);
  expect(api.calls('ReleaseHold')).toHaveLength(0);
  expect(radios().find(({ checked }) => checked)!.value).toBe('svc_same_day:0:13');
});

test('when the hold runs out the value is gone, it is said, and the offer is asked for again', async () => {
  const { api, clock, element } = await play('held');
  const holds = heard('doorstep-hold');
  clock.pass(601);
  await settled(element);
  expect(holds).toEqual([{ hold: null, reason: 'expired' }]);
  expect(element.value).toBe('');
  expect(text('.notice')).toContain('Your reservation has run out.');
  expect(api.calls('DeliveryOptions')).toHaveLength(2);
  expect(open().some(({ checked }) => checked)).toBe(false);
});

test('an expired quote is renewed without asking the shopper again', async () => {
  const { api, element } = await play('offer');
  api.answers.DeliveryOptions = () => answerWith(sampleOptions(), { quote: 'quote-2' });
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = (variables, request) =>
    variables.input.quote === 'quote-2'
      ? hold(variables, request)
      : { holdDeliveryOption: { hold: null, userErrors: [{ code: 'QUOTE_EXPIRED', field: null, message: 'Expired.' }], alternatives: [] } };
  await choose(open()[0]!);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
});

test('another basket moves the hold to the same window of the new offer', async () => {
  const { api, element } = await play('held');
  api.answers.DeliveryOptions = () => answerWith(sampleOptions(), { quote: 'quote-2' });
  element.basket = { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };
  await expect.poll(() => api.calls('HoldDeliveryOption').at(-1)!.variables.input.quote, { timeout: 3000 }).toBe('quote-2');
  await settled(element);
  expect(element.value).toBe('hld_svc_same_day:0:13');
});

test('an answer for an address typed before the last one is ignored', async () => {
  const { api, element } = await play('offer');
  const answers = new Map<string, (value: unknown) => void>();
  api.answers.DeliveryOptions = ({ input }) => new Promise((resolve) => answers.set(input.address.line1, resolve));
  const typed = (line1: string) => ({ line1, city: 'Oakland', postalCode: '94607' });
  element.address = typed('1 First Street');
  await expect.poll(() => answers.size, { timeout: 3000 }).toBe(1);
  element.address = typed('2 Second Street');
  await expect.poll(() => answers.size, { timeout: 3000 }).toBe(2);
  answers.get('2 Second Street')!(answerWith([option(0, 14, 16, '2.00')]));
  answers.get('1 First Street')!(answerWith([option(0, 14, 16, '1.00')]));
  await settled(element);
  expect(text('.price')).toBe('$2');
});

test('arrow keys pass over windows without holding each of them', async () => {
  const { api, element } = await play('offer');
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  open()[0]!.click();
  open()[1]!.click();
  open()[2]!.click();
  await expect.poll(() => element.value, { timeout: 3000 }).toBe('hld_svc_scheduled:0:14');
  expect(api.calls('HoldDeliveryOption')).toHaveLength(1);
});

test('days move by arrows, Home and End, also in right-to-left pages', async () => {
  const { element } = await play('offer');
  const press = async (key: string) => {
    within('[role=tab][aria-selected=true]')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await element.updateComplete;
    return tabs().findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  };
  expect(await press('ArrowRight')).toBe(1);
  expect(element.shadowRoot!.activeElement).toBe(tabs()[1]);
  expect(await press('End')).toBe(4);
  expect(await press('ArrowRight')).toBe(0);
  element.dir = 'rtl';
  expect(await press('ArrowLeft')).toBe(1);
  expect(await press('ArrowRight')).toBe(0);
  expect(tabs().map((tab) => tab.tabIndex)).toEqual([0, -1, -1, -1, -1]);
});

test('no address, no service area, no connection, a refused key: each says what helps', async () => {
  await play('no-address');
  expect(text('.empty')).toBe('Enter your delivery address to see the windows we can promise.');
  played.end();
  await play('outside');
  expect(text('.empty')).toContain('We do not deliver to this address yet.');
  played.end();
  await play('forbidden');
  expect(text('.empty')).toContain('Delivery windows are not available right now.');
  expect(within('.empty button')).toBeNull();
});

test('a lost connection can be tried again', async () => {
  const { api, element } = await play('loading');
  const errors = heard('doorstep-error');
  api.answers.DeliveryOptions = () => {
    throw new FakeFailure('BAD_GATEWAY');
  };
  element.refresh();
  await settled(element);
  expect(errors).toMatchObject([{ code: 'BAD_GATEWAY', retryable: true }]);
  expect(text('.empty')).toContain('We could not load the delivery windows.');
  api.answers.DeliveryOptions = () => answerWith(sampleOptions());
  within('.empty button')!.click();
  await settled(element);
  expect(open()).toHaveLength(4);
});

test('without address of the API or key it says so to the page and breaks nothing', async () => {
  const { element } = await play('offer');
  const errors = heard('doorstep-error');
  element.publishableKey = '';
  await expect.poll(() => errors, { timeout: 3000 }).toMatchObject([{ code: 'NOT_CONFIGURED', retryable: false }]);
});

test('times are in the zone of the address, and a foreign zone is named', async () => {
  const { api, element } = await play('offer');
  const tokyo = { start: '2026-11-21T23:00:00Z', end: '2026-11-22T01:00:00Z', timeZone: 'Asia/Tokyo' };
  api.answers.DeliveryOptions = () => answerWith([{ ...option(1, 8, 10, '3.00'), window: tokyo }]);
  element.refresh();
  await settled(element);
  expect(text('.time')).toBe('8 – 10 AM');
  expect(text('[part=zone]')).toBe('Times are in Japan Standard Time.');
});

test('a hold made earlier is taken over from the server, an ended one is not', async () => {
  const { api, element } = await play('offer');
  const held = option(1, 14, 16, '5.90');
  api.answers.Hold = ({ id }) => ({ hold: { ...holdOn(held, SAMPLE_NOW, 5, id), state: id === 'hld_old' ? 'EXPIRED' : 'HELD' } });
  const holds = heard('doorstep-hold');
  element.value = 'hld_kept';
  await settled(element);
  expect(element.value).toBe('hld_kept');
  expect(holds).toMatchObject([{ reason: 'restored' }]);
  expect(text('legend')).toBe('Sunday, November 22');
  expect(text('[role=timer]')).toBe('5:00');
  element.value = 'hld_old';
  await settled(element);
  expect(element.value).toBe('hld_kept');
  expect(text('.notice')).toContain('Your reservation has run out.');
});

test('our own hold keeps its window on show although it is full for everybody else', async () => {
  const { api, element } = await play('held');
  api.answers.DeliveryOptions = () => answerWith([option(0, 13, 17, '12.00', { level: { id: 'svc_same_day', name: 'Same day' }, refused: 'FULL' })]);
  element.refresh();
  await settled(element);
  expect(open().map(({ checked }) => checked)).toEqual([true]);
  expect(text('.price')).toBe('$12');
  expect(element.value).toBe('hld_svc_same_day:0:13');
});

test('a viewer whose clock is wrong sees no false countdown', async () => {
  const { clock, element } = await play('offer');
  clock.pass(7200);
  await choose(open()[0]!);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
  expect(within('[role=timer]')).toBeNull();
  expect(text('.held')).toContain('Reserved for you');
  clock.pass(3600);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
});

test('leaving the document and coming back keeps the hold and its countdown', async () => {
  const { clock, element } = await play('held');
  element.remove();
  clock.pass(60);
  document.body.append(element);
  await settled(element);
  expect(text('[role=timer]')).toBe('9:00');
  clock.pass(541);
  await settled(element);
  expect(element.value).toBe('');
});
