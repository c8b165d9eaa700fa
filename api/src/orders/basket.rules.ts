import { minorOf } from '../shared/money.ts';
import { requiredSkills, type HandlingNeed } from './delivery.rules.ts';

/** A parcel as its sender describes it. */
export interface ParcelSize {
  readonly description?: string | null;
  readonly weightGrams: number;
  readonly lengthMillimeters: number;
  readonly widthMillimeters: number;
  readonly heightMillimeters: number;
}

/** What is to be delivered together. */
export interface BasketData {
  readonly parcels: readonly ParcelSize[];
  readonly handlingNeeds: readonly HandlingNeed[];
  /** What it costs, for prices that depend on it; null or left out: nobody said. */
  readonly value?: { readonly amount: string; readonly currency: string } | null;
}

/** What is quoted when nobody says what is to be delivered: one small parcel. */
export const USUAL_BASKET: BasketData = { parcels: [{ weightGrams: 1_000, lengthMillimeters: 300, widthMillimeters: 200, heightMillimeters: 150 }], handlingNeeds: [] };

export const MAX_PARCELS = 50;
const MAX_WEIGHT_GRAMS = 1_000_000;
const MAX_SIDE_MILLIMETERS = 20_000;
const MAX_DESCRIPTION = 200;
const CUBIC_MILLIMETERS_A_MILLILITER = 1_000;

/** What is wrong with a basket, with the path into it, or undefined. */
export function findBasketFault({ parcels, value }: BasketData): { readonly field: string[]; readonly message: string } | undefined {
  if (parcels.length < 1 || parcels.length > MAX_PARCELS) {
    return { field: ['parcels'], message: `Expected 1 to ${MAX_PARCELS} parcels, got ${parcels.length}.` };
  }
  for (const [index, parcel] of parcels.entries()) {
    const fault = findParcelFault(parcel);
    if (fault) return { field: ['parcels', String(index), fault.field], message: fault.message };
  }
  const minor = value && minorOf(value.amount, value.currency);
  if (value && (minor === undefined || minor === null || minor < 0)) return { field: ['value'], message: `Expected an amount of at least 0 with the digits of its currency, got "${value.amount}".` };
  return undefined;
}

function findParcelFault(parcel: ParcelSize): { field: string; message: string } | undefined {
  const { weightGrams, description } = parcel;
  if (weightGrams < 1 || weightGrams > MAX_WEIGHT_GRAMS) return { field: 'weightGrams', message: `Expected 1 to ${MAX_WEIGHT_GRAMS} grams, got ${weightGrams}.` };
  for (const side of ['lengthMillimeters', 'widthMillimeters', 'heightMillimeters'] as const) {
    if (parcel[side] < 1 || parcel[side] > MAX_SIDE_MILLIMETERS) return { field: side, message: `Expected 1 to ${MAX_SIDE_MILLIMETERS} millimeters, got ${parcel[side]}.` };
  }
  if (description && description.length > MAX_DESCRIPTION) return { field: 'description', message: `Expected at most ${MAX_DESCRIPTION} characters, got ${description.length}.` };
  return undefined;
}

/** What a basket takes of a vehicle and asks of a driver. */
export function demandOf({ parcels, handlingNeeds }: BasketData): { weightGrams: number; volumeMilliliters: number; skills: HandlingNeed[] } {
  const cubicMillimeters = parcels.reduce((sum, { lengthMillimeters, widthMillimeters, heightMillimeters }) => sum + lengthMillimeters * widthMillimeters * heightMillimeters, 0);
  return {
    weightGrams: parcels.reduce((sum, parcel) => sum + parcel.weightGrams, 0),
    volumeMilliliters: Math.ceil(cubicMillimeters / CUBIC_MILLIMETERS_A_MILLILITER),
    skills: requiredSkills(handlingNeeds),
  };
}
