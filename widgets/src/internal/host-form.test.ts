import { afterEach, expect, test } from 'vitest';
import { addressOfForm } from './host-form.ts';

const form = document.createElement('form');
afterEach(() => form.replaceChildren());

function field(autocomplete: string, value: string): HTMLInputElement {
  const input = Object.assign(document.createElement('input'), { value });
  input.setAttribute('autocomplete', autocomplete);
  form.append(input);
  return input;
}

test('the address is what stands in the fields that browsers fill in', () => {
  field('address-line1', ' 418 Juniper Street ');
  field('address-level2', 'Oakland');
  field('address-level1', 'CA');
  field('postal-code', '94607');
  expect(addressOfForm(form)).toEqual({ line1: '418 Juniper Street', line2: null, city: 'Oakland', region: 'CA', postalCode: '94607' });
  field('country', 'DE');
  expect(addressOfForm(form)).toMatchObject({ country: 'DE' });
});

test('of two addresses it is the one for shipping, never the one for billing', () => {
  field('billing address-line1', '1 Bill Road');
  field('section-a shipping address-line1', '2 Ship Road');
  field('shipping postal-code', '94607');
  expect(addressOfForm(form)).toMatchObject({ line1: '2 Ship Road', postalCode: '94607' });
});

test('a country by its name is no code, and a form without a street has no address', () => {
  field('postal-code', '94607');
  expect(addressOfForm(form)).toBeUndefined();
  field('street-address', '1 Road');
  field('country', 'United States');
  expect(addressOfForm(form)).toEqual({ line1: '1 Road', line2: null, city: '', region: '', postalCode: '94607' });
});
