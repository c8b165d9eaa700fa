/** Where a recipient can fetch what was not brought to the door. */
export const PICKUP_POINT_KINDS = ['LOCKER', 'PICKUP_POINT'] as const;
export type PickupPointKind = (typeof PICKUP_POINT_KINDS)[number];

/** What a service level brings parcels to: a window at the address, or one of the pickup points near it. */
export const DESTINATIONS = ['WINDOW', ...PICKUP_POINT_KINDS] as const;
export type Destination = (typeof DESTINATIONS)[number];

/** Days of the week, Monday first as in ISO 8601. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a pickup point is open on a day of the week, as local wall-clock times `HH:MM`; `24:00` is the end of the day. */
export interface OpeningHoursData {
  day: Weekday;
  opens: string;
  closes: string;
}

/** The largest parcel that fits, in any direction, and the heaviest. */
export interface CompartmentData {
  readonly maxWeightGrams: number;
  readonly lengthMillimeters: number;
  readonly widthMillimeters: number;
  readonly heightMillimeters: number;
}

/** What can be wrong with a pickup point; field names are those of its input. */
export interface PickupPointTerms extends CompartmentData {
  readonly openingHours: readonly OpeningHoursData[];
  readonly capacityParcels: number;
  readonly keepDays: number;
}

const MAX_OPENINGS = 28;
const MAX_CAPACITY = 10_000;
const MAX_KEEP_DAYS = 30;
const MAX_WEIGHT_GRAMS = 1_000_000;
const MAX_SIDE_MILLIMETERS = 20_000;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const END_OF_DAY = '24:00';

/** Every fault of a pickup point's terms. Without opening hours it is open around the clock, as most lockers are. */
export function findPickupPointFaults(terms: PickupPointTerms): { readonly field: string[]; readonly message: string }[] {
  const { openingHours, capacityParcels, keepDays } = terms;
  const faults: { field: string[]; message: string }[] = [];
  const check = (isRight: boolean, field: string[], message: string) => void (isRight || faults.push({ field, message }));
  check(openingHours.length <= MAX_OPENINGS, ['openingHours'], `Expected at most ${MAX_OPENINGS} entries, got ${openingHours.length}.`);
  openingHours.slice(0, MAX_OPENINGS).forEach(({ opens, closes }, index) => {
    const isSpan = LOCAL_TIME.test(opens) && (LOCAL_TIME.test(closes) || closes === END_OF_DAY) && opens < closes;
    check(isSpan, ['openingHours', String(index)], `Expected hours that end after they begin on the same day, at 24:00 at the latest, got ${opens}–${closes}.`);
  });
  check(isWithin(capacityParcels, 1, MAX_CAPACITY), ['capacityParcels'], `Expected 1 to ${MAX_CAPACITY} parcels, got ${capacityParcels}.`);
  check(isWithin(keepDays, 1, MAX_KEEP_DAYS), ['keepDays'], `Expected 1 to ${MAX_KEEP_DAYS} days, got ${keepDays}.`);
  check(isWithin(terms.maxWeightGrams, 1, MAX_WEIGHT_GRAMS), ['maxWeightGrams'], `Expected 1 to ${MAX_WEIGHT_GRAMS} grams, got ${terms.maxWeightGrams}.`);
  for (const side of ['lengthMillimeters', 'widthMillimeters', 'heightMillimeters'] as const) {
    check(isWithin(terms[side], 1, MAX_SIDE_MILLIMETERS), [side], `Expected 1 to ${MAX_SIDE_MILLIMETERS} millimeters, got ${terms[side]}.`);
  }
  return faults;
}

/** Whether a parcel fits into a compartment when it may be turned: its sides and those of the compartment, each sorted, are compared one by one. */
export function fitsCompartment(parcel: Omit<CompartmentData, 'maxWeightGrams'> & { readonly weightGrams: number }, compartment: CompartmentData): boolean {
  const [wanted, given] = [sidesOf(parcel), sidesOf(compartment)];
  return parcel.weightGrams <= compartment.maxWeightGrams && wanted.every((side, index) => side <= given[index]!);
}

/** The day of the week of a calendar date `YYYY-MM-DD`. */
export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!;
}

function sidesOf({ lengthMillimeters, widthMillimeters, heightMillimeters }: Omit<CompartmentData, 'maxWeightGrams'>): number[] {
  return [lengthMillimeters, widthMillimeters, heightMillimeters].sort((one, other) => one - other);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
