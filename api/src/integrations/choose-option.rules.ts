import { localTime } from '../shared/time.ts';
import type { DeliveryWish } from './delivery-wish.rules.ts';

/** A delivery option as the API shows it. */
export interface Option {
  readonly serviceLevel: { readonly code: string };
  /** Local date of the depot. */
  readonly date: string;
  readonly window: { readonly start: string; readonly end: string; readonly timeZone: string };
  readonly available: boolean;
  readonly message?: string | null | undefined;
}

/** An option that can be had, as `createOrder` takes it. */
export interface Chosen {
  readonly serviceLevelCode: string;
  readonly date: string;
  /** Local times. */
  readonly windowStart: string;
  readonly windowEnd: string;
}

/**
 * The earliest window that fits a wish: the window wished for, else one within it. Without a wish the earliest of all.
 * Otherwise why there is none, and what could be had instead.
 */
export function chooseOption(options: readonly Option[], wish: DeliveryWish, serviceLevelCode: string | undefined): Chosen | { readonly reason: string } {
  const sold = options.filter((option) => serviceLevelCode === undefined || option.serviceLevel.code === serviceLevelCode).map(withLocalTimes);
  const fitting = [...sold.filter((option) => isExactly(option, wish)), ...sold.filter((option) => isWithin(option, wish))];
  const chosen = fitting.find((option) => option.available);
  if (chosen) return { serviceLevelCode: chosen.code, date: chosen.date, windowStart: chosen.start, windowEnd: chosen.end };
  const why = fitting[0]?.message ?? (sold.length > 0 ? 'There is no such window.' : 'Nothing is offered on these days.');
  const open = [...new Set(sold.filter((option) => option.available).map((option) => `${option.date} ${option.start}–${option.end}`))].slice(0, 3);
  return { reason: `${wishText(wish)}${why}${open.length > 0 ? ` Open instead: ${open.join(', ')}.` : ''}` };
}

interface LocalOption extends Pick<Option, 'date' | 'available' | 'message'> {
  readonly code: string;
  readonly start: string;
  readonly end: string;
}

function withLocalTimes({ serviceLevel, date, window, available, message }: Option): LocalOption {
  const [start, end] = [window.start, window.end].map((instant) => localTime(new Date(instant), window.timeZone)) as [string, string]; // as many as went in
  return { code: serviceLevel.code, date, start, end, available, message };
}

function isExactly(option: LocalOption, { date, start, end }: DeliveryWish): boolean {
  return (date ?? option.date) === option.date && (start ?? option.start) === option.start && (end ?? option.end) === option.end;
}

function isWithin(option: LocalOption, { date, start, end }: DeliveryWish): boolean {
  return (date ?? option.date) === option.date && start !== undefined && end !== undefined && start <= option.start && option.end <= end;
}

function wishText({ date, start, end }: DeliveryWish): string {
  const text = [date, start && (end ? `${start}–${end}` : start)].filter(Boolean).join(' ');
  return text && `${text} is not to be had: `;
}
