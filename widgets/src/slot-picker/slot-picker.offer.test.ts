import { afterEach, expect, test } from 'vitest';
import { FakeFailure } from '../../demo/fake-api.ts';
import { PickerProbe } from '../../demo/picker-probe.ts';
import { answerWith, option, sampleOptions } from '../../demo/samples.ts';
import { settled } from '../../demo/settled.ts';

const picker = new PickerProbe();
afterEach(() => picker.end());

test('asks once for the windows of the address and basket, with the publishable key', async () => {
  const { api } = await picker.play('offer');
  expect(api.calls('DeliveryOptions')).toHaveLength(1);
  const [request] = api.calls('DeliveryOptions');
  expect(request!.variables.input).toMatchObject({ days: 5, address: { line1: '418 Juniper Street', region: 'CA' }, basket: { parcels: [{ weightGrams: 14_000 }] } });
  expect(request!.authorization).toBe('Bearer pk_demo');
});

test('a day is a tab with its count, its windows are native radios with time and price in the name', async () => {
  await picker.play('offer');
  expect(picker.tabs().map((tab) => tab.innerText.replace(/\s+/g, ' '))).toEqual([
    'Today 21 November 4 windows', 'Tomorrow 22 November 4 windows', 'Mon 23 November 5 windows', 'Tue 24 November Full',
    'Wed 25 November 5 windows',
  ]);
  expect(picker.text('legend')).toBe('Saturday, November 21');
  expect(picker.radios()).toHaveLength(6);
  expect(picker.open()[0]!.labels![0]!.textContent!.replace(/\s+/g, ' ').trim()).toBe('12 – 2 PM Two-hour window $7.90');
});

test('windows stand by service level, each with its name for screen readers', async () => {
  await picker.play('offer');
  expect(picker.texts('.level')).toEqual(['Two-hour window', 'Same day', 'Evening']);
  expect(picker.radios().map(({ value }) => value.split(':')[2])).toEqual(['10', '12', '14', '16', '13', '18']);
});

test('many refused windows are folded away, with their reasons inside', async () => {
  await picker.play('full-day');
  const folded = picker.within('details') as HTMLDetailsElement;
  expect(folded.open).toBe(false);
  expect(picker.text('summary')).toBe('5 windows that are not available');
  expect(picker.radios()[0]!.checkVisibility()).toBe(false);
  picker.within('summary')!.click();
  expect(picker.radios()[0]!.checkVisibility()).toBe(true);
  expect(picker.texts('details .why')).toEqual(Array(5).fill('Fully booked'));
});

test('a refused window can be come past by keyboard, says its reason, and cannot be chosen', async () => {
  const { api, element } = await picker.play('held');
  const before = element.value;
  const refused = picker.radios()[0]!;
  expect([refused.disabled, refused.ariaDisabled]).toEqual([false, 'true']);
  expect(refused.labels![0]!.textContent).toContain('Too late to book');
  refused.focus();
  expect(element.shadowRoot!.activeElement).toBe(refused);
  await picker.choose(refused);
  await picker.choose(refused.labels![0]!);
  expect(api.calls('HoldDeliveryOption')).toHaveLength(1);
  expect(element.value).toBe(before);
  expect(picker.radios().filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['svc_same_day:0:13']);
});

test('an answer for an address typed before the last one is ignored', async () => {
  const { api, element } = await picker.play('offer');
  const answers = new Map<string, (value: unknown) => void>();
  api.answers.DeliveryOptions = ({ input }) => new Promise((resolve) => answers.set(input.address.line1, resolve));
  const typed = (line1: string) => ({ line1, city: 'Oakland', postalCode: '94607' });
  element.address = typed('1 First Street');
  await expect.poll(() => answers.size, { timeout: 3000 }).toBe(1);
  element.address = typed('2 Second Street');
  await expect.poll(() => answers.size, { timeout: 3000 }).toBe(2);
  expect(api.calls('DeliveryOptions').at(-1)!.variables.input.address.region).toBe('');
  answers.get('2 Second Street')!(answerWith([option(0, 14, 16, '2.00')]));
  answers.get('1 First Street')!(answerWith([option(0, 14, 16, '1.00')]));
  await settled(element);
  expect(picker.text('.price')).toBe('$2');
});

test('days move by arrows, Home and End, also in right-to-left pages', async () => {
  const { element } = await picker.play('offer');
  const press = async (key: string) => {
    picker.within('[role=tab][aria-selected=true]')!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await element.updateComplete;
    return picker.tabs().findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  };
  expect(await press('ArrowRight')).toBe(1);
  expect(element.shadowRoot!.activeElement).toBe(picker.tabs()[1]);
  expect(await press('End')).toBe(4);
  expect(await press('ArrowRight')).toBe(0);
  element.dir = 'rtl';
  expect(await press('ArrowLeft')).toBe(1);
  expect(await press('ArrowRight')).toBe(0);
  expect(picker.tabs().map((tab) => tab.tabIndex)).toEqual([0, -1, -1, -1, -1]);
});

test('no address, no service area, no connection, a refused key: each says what helps', async () => {
  await picker.play('no-address');
  expect(picker.text('[part=empty]')).toBe('Enter your delivery address to see the windows we can promise.');
  picker.end();
  await picker.play('outside');
  expect(picker.text('.empty')).toContain('We do not deliver to this address yet.');
  picker.end();
  await picker.play('forbidden');
  expect(picker.text('.empty')).toContain('Delivery windows are not available right now.');
  expect(picker.within('.empty button')).toBeNull();
});

test('a lost connection can be tried again', async () => {
  const { api, element } = await picker.play('loading');
  const errors = picker.heard('doorstep-error');
  api.answers.DeliveryOptions = () => {
    throw new FakeFailure('BAD_GATEWAY');
  };
  element.refresh();
  await settled(element);
  expect(errors).toMatchObject([{ code: 'BAD_GATEWAY', retryable: true }]);
  expect(picker.text('.empty')).toContain('We could not load the delivery windows.');
  api.answers.DeliveryOptions = () => answerWith(sampleOptions());
  picker.within('.empty button')!.click();
  await settled(element);
  expect(picker.open()).toHaveLength(4);
});

test('without address of the API or key it says so to the page and breaks nothing', async () => {
  const { element } = await picker.play('offer');
  const errors = picker.heard('doorstep-error');
  element.publishableKey = '';
  await expect.poll(() => errors, { timeout: 3000 }).toMatchObject([{ code: 'NOT_CONFIGURED', retryable: false }]);
});

test('times are in the zone of the address, and a foreign zone is named', async () => {
  const { api, element } = await picker.play('offer');
  const tokyo = { start: '2026-11-21T23:00:00Z', end: '2026-11-22T01:00:00Z', timeZone: 'Asia/Tokyo' };
  api.answers.DeliveryOptions = () => answerWith([{ ...option(1, 8, 10, '3.00'), window: tokyo }]);
  element.refresh();
  await settled(element);
  expect(picker.text('.time')).toBe('8 – 10 AM');
  expect(picker.text('[part=zone]')).toBe('Times are in Japan Standard Time.');
});
