import { afterEach, expect, test } from 'vitest';
import { playPicker, type Played } from '../../demo/play.ts';
import { settled } from '../../demo/settled.ts';
import type { DoorstepSlotPicker } from './slot-picker.ts';

/** What the page around sees of a picker: hidden inputs, a cart's attributes, its own fields. */
let played: Played<DoorstepSlotPicker>;
const form = document.createElement('form');

async function play(scene: string, settings: Partial<DoorstepSlotPicker>): Promise<Played<DoorstepSlotPicker>> {
  document.body.append(form);
  played = await playPicker(scene, form);
  Object.assign(played.element, settings);
  await settled(played.element);
  return played;
}

afterEach(() => {
  played.end();
  form.replaceChildren();
  form.remove();
});

const entries = () => Object.fromEntries([...form.querySelectorAll('input')].map(({ name, value }) => [name, value]));

test('a mirrored input holds the id for themes that gather inputs by hand; the form sends it once', async () => {
  const { element } = await play('held', { mirror: 'input' });
  expect(entries()).toEqual({ delivery_hold: 'hld_svc_same_day:0:13' });
  expect(new FormData(form).getAll('delivery_hold')).toEqual(['hld_svc_same_day:0:13']);
  element.formResetCallback();
  await settled(element);
  expect(entries()).toEqual({});
});

test('on request they are the attributes of a Shopify cart, in local time of the address', async () => {
  const { element } = await play('held', { mirror: 'shopify' });
  expect(entries()).toEqual({
    'attributes[Checkout-Method]': 'delivery',
    'attributes[Delivery-Date]': '2026-11-21',
    'attributes[Delivery-Time]': '13:00 - 17:00',
    'attributes[_doorstep_slot]': 'hld_svc_same_day:0:13',
  });
  expect(element.cartAttributes).toMatchObject({ 'Delivery-Date': '2026-11-21', _doorstep_slot: element.value });
});

test('without an address of its own the picker reads that of the form, as it is being typed', async () => {
  const { api, element } = await play('no-address', {});
  for (const [autocomplete, value] of [['address-line1', '9 Elm Street'], ['address-level2', 'Oakland'], ['postal-code', '94601']] as const) {
    const input = document.createElement('input');
    input.setAttribute('autocomplete', autocomplete);
    input.value = value;
    form.prepend(input);
  }
  form.querySelector('input')!.dispatchEvent(new Event('input', { bubbles: true }));
  await settled(element);
  expect(api.calls('DeliveryOptions').at(-1)!.variables.input.address).toMatchObject({ line1: '9 Elm Street', city: 'Oakland', postalCode: '94601', country: 'US' });
});
