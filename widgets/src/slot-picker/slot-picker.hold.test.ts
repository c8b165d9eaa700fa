import { afterEach, expect, test } from 'vitest';
import { PickerProbe } from '../../demo/picker-probe.ts';
import { answerWith, holdOn, option, sampleOptions } from '../../demo/samples.ts';
import { settled } from '../../demo/settled.ts';

const picker = new PickerProbe();
afterEach(() => picker.end());

test('choosing holds the window, tells it, and counts down without a word each second', async () => {
  const { api, clock, element } = await picker.play('offer');
  const [changes, holds] = [picker.heard('doorstep-change'), picker.heard('doorstep-hold')];
  await picker.choose(picker.open()[0]!);
  expect(api.calls('HoldDeliveryOption').map(({ variables }) => variables.input)).toEqual([{ quote: 'quote-1', optionId: 'svc_scheduled:0:12' }]);
  expect(changes.map(({ option }) => option.id)).toEqual(['svc_scheduled:0:12']);
  expect(holds).toMatchObject([{ reason: 'held', hold: { id: 'hld_svc_scheduled:0:12' } }]);
  expect(picker.text('[role=timer]')).toBe('10:00');
  expect(element.announcement).toBe('12 – 2 PM is reserved for you for 10 minutes.');
  clock.pass(61);
  await element.updateComplete;
  expect(picker.text('[role=timer]')).toBe('8:59');
  expect(element.announcement).toBe('12 – 2 PM is reserved for you for 10 minutes.');
  clock.pass(239);
  expect(element.announcement).toBe('Your window is reserved for another 5 minutes.');
});

test('another choice moves the hold in one step, under its id', async () => {
  const { api, element } = await picker.play('offer');
  const holds = picker.heard('doorstep-hold');
  await picker.choose(picker.open()[0]!);
  await picker.choose(picker.open()[2]!);
  expect(api.requests.map(({ operation }) => operation)).toEqual(['DeliveryOptions', 'HoldDeliveryOption', 'ChangeHold']);
  expect(api.calls('ChangeHold')[0]!.variables.input).toEqual({ holdId: 'hld_svc_scheduled:0:12', quote: 'quote-1', optionId: 'svc_same_day:0:13' });
  expect(holds.map(({ reason, hold }) => [reason, hold.id, hold.serviceLevel.id])).toEqual([
    ['held', 'hld_svc_scheduled:0:12', 'svc_scheduled'], ['held', 'hld_svc_scheduled:0:12', 'svc_same_day'],
  ]);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
});

test('a hold that has ended by the server is not moved: the new choice is held anew', async () => {
  const { api, element } = await picker.play('held');
  api.answers.ChangeHold = () => ({ changeHold: { hold: null, userErrors: [{ code: 'HOLD_EXPIRED', field: null, message: 'Over.' }], alternatives: [] } });
  await picker.choose(picker.open()[0]!);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
  expect(api.calls('ReleaseHold')).toHaveLength(0);
});

test('of choices made while one is being reserved only the last is asked for, from where the first led', async () => {
  const { api, element } = await picker.play('offer');
  const answers: (() => void)[] = [];
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = (variables, request) => new Promise((resolve) => answers.push(() => resolve(hold(variables, request))));
  await picker.choose(picker.open()[0]!);
  await picker.choose(picker.open()[2]!);
  await picker.choose(picker.open()[3]!);
  expect(answers).toHaveLength(1);
  answers[0]!();
  await settled(element);
  expect(api.calls('ChangeHold').map(({ variables }) => [variables.input.holdId, variables.input.optionId])).toEqual([['hld_svc_scheduled:0:12', 'svc_evening:0:18']]);
  expect([element.value, element.hold!.serviceLevel.id]).toEqual(['hld_svc_scheduled:0:12', 'svc_evening']);
});

test('a hold that arrives after the form was reset is given back', async () => {
  const { api, element } = await picker.play('offer');
  let answer = () => {};
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = (variables, request) => new Promise((resolve) => (answer = () => resolve(hold(variables, request))));
  await picker.choose(picker.open()[0]!);
  element.formResetCallback();
  answer();
  await settled(element);
  expect(element.value).toBe('');
  expect(api.calls('ReleaseHold').map(({ variables }) => variables.input.holdId)).toEqual(['hld_svc_scheduled:0:12']);
});

test('before the hold runs out it can be kept longer, as often as the server allows', async () => {
  const { api, clock, element } = await picker.play('held');
  const holds = picker.heard('doorstep-hold');
  expect(picker.within('[part=extend]')).toBeNull();
  clock.pass(490);
  await element.updateComplete;
  expect(element.announcement).toBe('Your window is reserved for another 2 minutes.');
  picker.within('[part=extend]')!.click();
  await settled(element);
  expect(api.calls('ExtendHold').map(({ variables }) => variables.input.holdId)).toEqual([element.value]);
  expect(holds.map(({ reason }) => reason)).toEqual(['extended']);
  expect(picker.text('[role=timer]')).toBe('10:00');
  api.answers.ExtendHold = () => ({ extendHold: { hold: null, userErrors: [{ code: 'NOT_EXTENDABLE', field: null, message: 'No.' }] } });
  const errors = picker.heard('doorstep-error');
  clock.pass(541);
  await element.updateComplete;
  picker.within('[part=extend]')!.click();
  await settled(element);
  expect(errors).toMatchObject([{ code: 'NOT_EXTENDABLE' }]);
  expect(picker.within('[part=extend]')).toBeNull();
  expect(picker.text('.held p')).toContain('It can’t be kept longer.');
  expect(element.value).toBe('hld_svc_same_day:0:13');
});

test('a window that is gone: says so, offers others, and one of them is taken with a click', async () => {
  const { api, element } = await picker.play('offer');
  const errors = picker.heard('doorstep-error');
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = () => ({
    holdDeliveryOption: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [option(1, 14, 16, '5.90')] },
  });
  await picker.choose(picker.open()[0]!);
  expect(errors).toMatchObject([{ code: 'WINDOW_GONE' }]);
  expect(element.value).toBe('');
  expect(picker.text('.notice')).toBe('Someone was faster: this window is gone. Still open, nearest first: Tomorrow, 2 – 4 PM · $5.90');
  expect(element.announcement).toBe('Someone was faster: this window is gone.');
  expect(api.calls('DeliveryOptions')).toHaveLength(2);
  api.answers.HoldDeliveryOption = hold;
  await picker.choose(picker.within('.choices button')!);
  expect(element.value).toBe('hld_svc_scheduled:1:14');
  expect(picker.text('legend')).toBe('Sunday, November 22');
  expect(picker.within('.notice')).toBeNull();
});

test('a window that is gone leaves the one held before as it is', async () => {
  const { api, element } = await picker.play('held');
  api.answers.ChangeHold = () => ({ changeHold: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [] } });
  const before = element.value;
  await picker.choose(picker.open()[3]!);
  expect(element.value).toBe(before);
  expect(api.calls('ReleaseHold')).toHaveLength(0);
  expect(picker.radios().find(({ checked }) => checked)!.value).toBe('svc_same_day:0:13');
});

test('when the hold runs out the value is gone, it is said, and the offer is asked for again', async () => {
  const { api, clock, element } = await picker.play('held');
  const holds = picker.heard('doorstep-hold');
  clock.pass(601);
  await settled(element);
  expect(holds).toEqual([{ hold: null, reason: 'expired' }]);
  expect(element.value).toBe('');
  expect(picker.text('.notice')).toContain('Your reservation has run out.');
  expect(api.calls('DeliveryOptions')).toHaveLength(2);
  expect(picker.open().some(({ checked }) => checked)).toBe(false);
});

test('an expired quote is renewed without asking the shopper again', async () => {
  const { api, element } = await picker.play('offer');
  api.answers.DeliveryOptions = () => answerWith(sampleOptions(), { quote: 'quote-2' });
  const hold = api.answers.HoldDeliveryOption!;
  api.answers.HoldDeliveryOption = (variables, request) =>
    variables.input.quote === 'quote-2'
      ? hold(variables, request)
      : { holdDeliveryOption: { hold: null, userErrors: [{ code: 'QUOTE_EXPIRED', field: null, message: 'Expired.' }], alternatives: [] } };
  await picker.choose(picker.open()[0]!);
  expect(element.value).toBe('hld_svc_scheduled:0:12');
});

const otherBasket = { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };

test('another basket moves the hold to the same window of the new offer, also where it looks full by our own hold', async () => {
  const { api, element } = await picker.play('held');
  const full = sampleOptions().map((it) => (it.id === 'svc_same_day:0:13' ? { ...it, available: false, price: null, reason: 'FULL' } : it));
  api.answers.DeliveryOptions = () => answerWith(full, { quote: 'quote-2' });
  element.basket = otherBasket;
  await expect.poll(() => api.calls('ChangeHold').at(-1)?.variables.input, { timeout: 3000 })
    .toEqual({ holdId: 'hld_svc_same_day:0:13', quote: 'quote-2', optionId: 'svc_same_day:0:13' });
  await settled(element);
  expect(element.value).toBe('hld_svc_same_day:0:13');
  expect(api.calls('ReleaseHold')).toHaveLength(0);
});

test('where the new basket does not fit the window any more, the hold is given back and others are offered', async () => {
  const { api, element } = await picker.play('held');
  const tooLarge = sampleOptions().map((it) => (it.id === 'svc_same_day:0:13' ? { ...it, available: false, price: null, reason: 'TOO_LARGE' } : it));
  api.answers.DeliveryOptions = () => answerWith(tooLarge, { quote: 'quote-2' });
  element.basket = otherBasket;
  await expect.poll(() => element.value, { timeout: 3000 }).toBe('');
  await settled(element);
  expect(api.calls('ReleaseHold').map(({ variables }) => variables.input.holdId)).toEqual(['hld_svc_same_day:0:13']);
  expect(picker.text('.notice')).toContain('Your order changed, and this window no longer fits.');
  expect(picker.texts('.choices button')).toHaveLength(3);
});

test('where the server refuses to move it, what is held for the old basket is given back too', async () => {
  const { api, element } = await picker.play('held');
  api.answers.ChangeHold = () => ({ changeHold: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: [] } });
  element.basket = otherBasket;
  await expect.poll(() => api.calls('ReleaseHold').length, { timeout: 3000 }).toBe(1);
  await settled(element);
  expect(element.value).toBe('');
  expect(picker.text('.notice')).toContain('Your order changed');
});

test('arrow keys pass over windows without holding each of them', async () => {
  const { api, element } = await picker.play('offer');
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  picker.open()[0]!.click();
  picker.open()[2]!.click();
  picker.open()[1]!.click();
  await expect.poll(() => element.value, { timeout: 3000 }).toBe('hld_svc_scheduled:0:14');
  expect(api.calls('HoldDeliveryOption')).toHaveLength(1);
});

test('a hold made earlier is taken over from the server, an ended one is not', async () => {
  const { api, element } = await picker.play('offer');
  const held = option(1, 14, 16, '5.90');
  api.answers.Hold = ({ id }) => ({ hold: { ...holdOn(held, 5, id), state: id === 'hld_old' ? 'EXPIRED' : 'HELD' } });
  const holds = picker.heard('doorstep-hold');
  element.value = 'hld_kept';
  await settled(element);
  expect(element.value).toBe('hld_kept');
  expect(holds).toMatchObject([{ reason: 'restored' }]);
  expect(picker.text('legend')).toBe('Sunday, November 22');
  expect(picker.text('[role=timer]')).toBe('5:00');
  element.value = 'hld_old';
  await settled(element);
  expect(element.value).toBe('hld_kept');
  expect(picker.text('.notice')).toContain('Your reservation has run out.');
});

test('our own hold keeps its window on show although it is full for everybody else', async () => {
  const { api, element } = await picker.play('held');
  api.answers.DeliveryOptions = () => answerWith([option(0, 13, 17, '12.00', { level: { id: 'svc_same_day', name: 'Same day' }, refused: 'FULL' })]);
  element.refresh();
  await settled(element);
  expect(picker.open().map(({ checked }) => checked)).toEqual([true]);
  expect(picker.text('.price')).toBe('$12');
  expect(element.value).toBe('hld_svc_same_day:0:13');
});

test('the countdown is what the server says is left, however wrong the viewer\'s clock', async () => {
  const { api, clock, element } = await picker.play('offer');
  clock.pass(7200);
  const hold = holdOn(option(0, 12, 14, '7.90'));
  api.answers.HoldDeliveryOption = () => ({ holdDeliveryOption: { hold: { ...hold, expiresIn: 'PT9M58S' }, userErrors: [], alternatives: [] } });
  await picker.choose(picker.open()[0]!);
  expect(picker.text('[role=timer]')).toBe('9:58');
  clock.pass(597);
  await element.updateComplete;
  expect([picker.text('[role=timer]'), element.value]).toEqual(['0:01', hold.id]);
  clock.pass(1);
  await settled(element);
  expect(element.value).toBe('');
});

test('leaving the document and coming back keeps the hold and its countdown', async () => {
  const { clock, element } = await picker.play('held');
  element.remove();
  clock.pass(60);
  document.body.append(element);
  await settled(element);
  expect(picker.text('[role=timer]')).toBe('9:00');
  clock.pass(541);
  await settled(element);
  expect(element.value).toBe('');
});
