import { expect, it } from 'vitest';
import { readDeliveryWish } from './delivery-wish.rules.ts';

it.each<[string, object]>([
  ['', {}],
  ['gift: yes\nDelivery-Date: 2026/11/24\nDelivery-Time: 10:00 AM - 12:00 PM', { date: '2026-11-24', start: '10:00', end: '12:00' }],
  ['Checkout-Method: delivery\nDelivery-Date: 2026-11-23\nDelivery-Time: 14:00 - 16:00', { date: '2026-11-23', start: '14:00', end: '16:00' }],
  ['delivery date: 2026.1.4\r\nDelivery_Time: 2-4 PM', { date: '2026-01-04', start: '14:00', end: '16:00' }],
  ['Delivery-Time: 10-2pm', { start: '10:00', end: '14:00' }],
  ['Delivery-Time: 9 to 11', { start: '09:00', end: '11:00' }],
  ['Delivery-Time: 11am – 1pm', { start: '11:00', end: '13:00' }],
  ['Delivery-Time: 18:00', { start: '18:00' }],
  ['Delivery-Time: 12:30 AM', { start: '00:30' }],
  ['Delivery-Date: November 24, 2026', { date: '2026-11-24' }],
  ['Delivery-Date: Tuesday, November 24, 2026', { date: '2026-11-24' }],
  ['Delivery-Date: 24 Nov 2026', { date: '2026-11-24' }],
  ['Delivery-Date:\nDelivery-Time:', {}],
])('%j wishes for %o', (notes, wish) => expect(readDeliveryWish(notes)).toEqual({ wish }));

it.each([
  ['Delivery-Date: 11/24/2026', /not a date/],
  ['Delivery-Date: 2026-02-30', /not a date/],
  ['Delivery-Date: soon', /not a date/],
  ['Delivery-Time: morning', /not a time span/],
  ['Delivery-Time: 16:00 - 14:00', /not a time span/],
  ['Delivery-Time: 25:00 - 26:00', /not a time span/],
  ['Delivery-Time: 13 PM', /not a time span/],
  ['Checkout-Method: pickup\nPickup-Date: 2026-11-23', /picks this order up/],
])('%j can not be met', (notes, fault) => expect(readDeliveryWish(notes)).toEqual({ fault: expect.stringMatching(fault) }));
