import type { CreateServiceLevelInput } from '@doorstep/sdk';

const hours = (from: number, to: number, length: number) =>
  Array.from({ length: Math.floor((to - from) / length) }, (_, index) => ({ start: clock(from + index * length), end: clock(from + (index + 1) * length) }));
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const dollars = (amount: string) => ({ amount, currency: 'USD' });

/**
 * Half of the driving beyond 2.50 is charged, and half of what a scarce place is worth: a van that is near makes a window cheaper, a far door or a nearly
 * full evening makes it dearer, and never by more than shoppers would bear.
 */
const FOLLOWS_COST = { marginalCostWeight: 0.5, includedCost: dollars('2.50'), scarcityWeight: 0.5, least: dollars('3.90'), most: dollars('14.90'), roundingStep: dollars('0.10') };

/** What the demo courier sells. */
export const SERVICE_LEVELS: readonly CreateServiceLevelInput[] = [
  { code: 'same-day', name: 'Today', kind: 'SAME_DAY', price: dollars('8.90'), windows: [{ start: '14:00', end: '18:00' }, { start: '16:00', end: '20:00' }], leadTime: 'PT2H', horizonDays: 1, serviceTime: 'PT4M' },
  { code: 'next-day', name: 'Tomorrow', kind: 'NEXT_DAY', price: dollars('4.90'), windows: [{ start: '08:00', end: '14:00' }, { start: '14:00', end: '20:00' }], leadTime: 'PT0S', cutoff: '21:00', horizonDays: 2, serviceTime: 'PT4M' },
  { code: 'two-hours', name: 'Two-hour window', kind: 'SCHEDULED', price: dollars('6.90'), windows: hours(8, 20, 2), leadTime: 'PT4H', horizonDays: 7, serviceTime: 'PT4M', priceRules: FOLLOWS_COST },
  { code: 'one-hour', name: 'One-hour window', kind: 'SCHEDULED', price: dollars('9.90'), windows: hours(9, 18, 1), leadTime: 'PT4H', horizonDays: 7, serviceTime: 'PT4M', priceRules: FOLLOWS_COST },
  { code: 'evening', name: 'Evening', kind: 'EVENING', price: dollars('7.90'), windows: [{ start: '18:00', end: '21:00' }], leadTime: 'PT6H', horizonDays: 7, serviceTime: 'PT4M', priceRules: FOLLOWS_COST },
];
