import { counted } from '../counted.ts';

export { common } from './common.ts';

/** `<doorstep-slot-picker>`. */
export const words = {
  title: 'Choose your delivery window',
  days: 'Delivery day',
  windowCount: (count: number) => (count ? counted('en', count, { one: '# window', other: '# windows' }) : 'Full'),
  nothingThisDay: 'Nothing left on this day. Another day may have room.',
  refusedCount: (count: number) => counted('en', count, { one: '# window that is not available', other: '# windows that are not available' }),
  needAddress: 'Enter your delivery address to see the windows we can promise.',
  loading: 'Looking for windows at your address …',
  loaded: (count: number) => counted('en', count, { one: '# window available.', other: '# windows available.' }),
  greenest: 'Greenest: our van is nearby',
  holding: 'Reserving your window …',
  held: 'Reserved for you',
  heldFor: (time: string) => `for ${time}`,
  heldUntilPaid: 'Complete your order before the time is up.',
  heldTold: (window: string, minutes: number) => `${window} is reserved for you for ${counted('en', minutes, { one: '# minute', other: '# minutes' })}.`,
  minutesLeft: (minutes: number) => `Your window is reserved for another ${counted('en', minutes, { one: '# minute', other: '# minutes' })}.`,
  secondsLeft: (seconds: number) => `Your window is reserved for another ${counted('en', seconds, { one: '# second', other: '# seconds' })}.`,
  extend: 'Keep it longer',
  required: 'Please choose a delivery window.',
  wait: 'Your window is being reserved. Please wait a moment.',
};
