import { afterEach, expect, test } from 'vitest';
import { playPicker, type Played } from '../../demo/play.ts';
import { settled } from '../../demo/settled.ts';
import type { DoorstepSlotPicker } from './slot-picker.ts';

let played: Played<DoorstepSlotPicker>;
let form: HTMLFormElement;

async function playInForm(scene: string) {
  form = document.createElement('form');
  form.innerHTML = '<fieldset></fieldset>';
  document.body.append(form);
  played = await playPicker(scene, form.firstElementChild!);
  return played;
}

afterEach(() => {
  played.end();
  form.remove();
});

const entry = () => new FormData(form).get('delivery_hold');
const shown = (selector: string) => played.element.shadowRoot!.querySelector(selector);

test("the form's data has the id of the hold under the element's name, and nothing before", async () => {
  await playInForm('offer');
  expect(entry()).toBeNull();
  played.end();
  await playInForm('held');
  expect(entry()).toBe('hld_svc_same_day:0:13');
  expect(played.element.form).toBe(form);
});

test('required without a window: the form is not valid, says why, and a hold makes it so', async () => {
  const { element } = await playInForm('offer');
  expect(form.checkValidity()).toBe(true);
  element.required = true;
  await element.updateComplete;
  expect(form.checkValidity()).toBe(false);
  expect(element.validity.valueMissing).toBe(true);
  expect(element.validationMessage).toBe('Please choose a delivery window.');
  await element.updateComplete;
  expect(shown('.wrong')!.textContent).toBe('Please choose a delivery window.');
  element.dispatchEvent(new PointerEvent('pointerdown'));
  element.shadowRoot!.querySelector<HTMLInputElement>('input:enabled:not([aria-disabled])')!.click();
  await settled(element);
  expect(form.checkValidity()).toBe(true);
  expect(shown('.wrong')).toBeNull();
});

test('while a window is being reserved the form has to wait', async () => {
  const { element } = await playInForm('holding');
  element.required = true;
  await element.updateComplete;
  expect(form.checkValidity()).toBe(false);
  expect(element.validationMessage).toBe('Your window is being reserved. Please wait a moment.');
  expect(entry()).toBeNull();
});

test('resetting the form gives the hold back', async () => {
  const { api, element } = await playInForm('held');
  form.reset();
  await settled(element);
  expect(entry()).toBeNull();
  expect(api.calls('ReleaseHold').map(({ variables }) => variables.input.holdId)).toEqual(['hld_svc_same_day:0:13']);
  expect(element.shadowRoot!.querySelector('input:checked')).toBeNull();
});

test('a disabled fieldset or attribute disables every window and takes the entry out', async () => {
  const { element } = await playInForm('held');
  form.querySelector('fieldset')!.disabled = true;
  await element.updateComplete;
  expect(element.shadowRoot!.querySelector('input:enabled')).toBeNull();
  expect(entry()).toBeNull();
  form.querySelector('fieldset')!.disabled = false;
  await element.updateComplete;
  expect(entry()).toBe('hld_svc_same_day:0:13');
});

test('what the browser kept of the form is asked of the server', async () => {
  const { api, element } = await playInForm('held');
  const hold = element.hold!;
  form.reset();
  await settled(element);
  api.answers.Hold = () => ({ hold });
  element.formStateRestoreCallback(hold.id);
  await settled(element);
  expect(entry()).toBe(hold.id);
});

test('the focus goes to the first window that can be chosen', async () => {
  const { element } = await playInForm('offer');
  element.focus();
  expect((element.shadowRoot!.activeElement as HTMLInputElement).value).toBe('svc_scheduled:0:12');
});
