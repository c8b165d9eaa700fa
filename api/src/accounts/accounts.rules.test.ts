import { expect, it } from 'vitest';
import { checkBrand } from './brand.rules.ts';
import { normalizeOrigin } from './origin.rules.ts';

it.each([
  ['https://shop.example', 'https://shop.example'],
  ['https://Shop.example/', 'https://shop.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://shop.example:443', 'https://shop.example'],
])('%s is the origin %s', (text, origin) => expect(normalizeOrigin(text)).toBe(origin));

it.each(['shop.example', '*', 'https://shop.example/cart', 'https://shop.example/?a=1', 'https://user@shop.example', 'ftp://shop.example', 'null', ''])(
  '"%s" is no origin',
  (text) => expect(normalizeOrigin(text)).toBeUndefined(),
);

const brand = { name: 'Fern & Field', primaryColor: '#1f6f54', accentColor: '#fb0', locale: 'en' };

it('takes a brand that a page can show', () => {
  expect(checkBrand(brand)).toEqual([]);
  expect(checkBrand({ ...brand, logoUrl: 'https://shop.example/logo.svg', locale: 'de-CH' })).toEqual([]);
  expect(checkBrand({ ...brand, logoUrl: 'data:image/png;base64,AAAA' })).toEqual([]);
});

it.each([
  [{ name: ' ' }, 'brand.name'],
  [{ primaryColor: 'red; background: url(x)' }, 'brand.primaryColor'],
  [{ accentColor: '#12345' }, 'brand.accentColor'],
  [{ locale: 'english please' }, 'brand.locale'],
  [{ logoUrl: 'javascript:alert(1)' }, 'brand.logoUrl'],
  [{ logoUrl: 'http://shop.example/logo.png' }, 'brand.logoUrl'],
  [{ logoUrl: 'data:text/html,<script>' }, 'brand.logoUrl'],
  [{ logoUrl: `data:image/png;base64,${'A'.repeat(100_000)}` }, 'brand.logoUrl'],
])('refuses a brand with %o', (change, field) => {
  expect(checkBrand({ ...brand, ...change }).map((error) => error.field?.join('.'))).toEqual([field]);
});
