import { UNREACHABLE } from './problem.ts';
import type { TravelTable } from './model.ts';

/** Seconds from one location to another when leaving at `departure`. Leaving later never means arriving earlier. */
export function travelSeconds(table: TravelTable, size: number, from: number, to: number, departure: number): number {
  const at = from * size + to;
  const base = table.base[at]!;
  if (table.slots === null || base >= UNREACHABLE) return base;
  return acrossSlots(table.slots, at, base, departure);
}

/** Drives the leg slot by slot: what is left of it goes on at the speed of the next slot. */
function acrossSlots(slots: NonNullable<TravelTable['slots']>, at: number, base: number, departure: number): number {
  let slot = -1;
  while (slot + 1 < slots.length && slots[slot + 1]!.from <= departure) slot++;
  let time = departure;
  let left = 1;
  for (;;) {
    const whole = slot < 0 ? base : slots[slot]!.durations[at]!;
    const end = slot + 1 < slots.length ? slots[slot + 1]!.from : Infinity;
    if (whole >= UNREACHABLE) return UNREACHABLE;
    if (time + left * whole <= end) return Math.ceil(time + left * whole - departure - 1e-6);
    left -= (end - time) / whole;
    time = end;
    slot++;
  }
}
