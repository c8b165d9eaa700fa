import { addDays } from '../shared/time.ts';

/** Parcels that are, or will be, at a pickup point: on local dates, the last one included. */
export interface PickupStay {
  readonly parcels: number;
  readonly from: string;
  readonly until: string;
}

/** How long parcels that are brought on a date may stay. */
export function stayFrom(date: string, keepDays: number): Omit<PickupStay, 'parcels'> {
  return { from: date, until: addDays(date, keepDays) };
}

/**
 * Most parcels at once on any day of a span, if each stays as long as it may: a promise that counts on early collectors could not be kept.
 * The most is reached on the span's first day, or on one on which something comes.
 */
export function mostParcelsAtOnce(stays: readonly PickupStay[], { from, until }: Omit<PickupStay, 'parcels'>): number {
  const days = new Set([from, ...stays.map((stay) => stay.from).filter((day) => day > from && day <= until)]);
  return Math.max(...[...days].map((day) => stays.reduce((sum, stay) => (stay.from <= day && day <= stay.until ? sum + stay.parcels : sum), 0)));
}
