import { addDays } from '@doorstep/api';
import type { CredentialInput, VehicleKind } from '@doorstep/sdk';
import { makeDrivers } from '../city/people.ts';
import type { Depot as CityDepot } from '../city/territories.ts';
import type { Random } from '../random.ts';

/** Local times of a shift. */
export interface ShiftHours {
  readonly start: string;
  readonly end: string;
}

/** Two shifts a day: what is ordered in the morning still gets a van in the afternoon. */
export const EARLY: ShiftHours = { start: '07:30', end: '16:00' };
export const LATE: ShiftHours = { start: '13:00', end: '21:30' };

/** One driver with the vehicle that is always theirs. */
export interface RosterEntry {
  readonly depot: CityDepot['code'];
  readonly driverName: string;
  readonly phone: string;
  readonly skills: readonly string[];
  readonly credentials: readonly CredentialInput[];
  readonly vehicleName: string;
  readonly vehicleKind: VehicleKind;
  readonly hours: ShiftHours;
}

/** Grams and liters that a kind of vehicle takes. */
export const CAPACITIES: Readonly<Record<'VAN' | 'CARGO_BIKE', { readonly maxWeightGrams: number; readonly maxVolumeLiters: number }>> = {
  VAN: { maxWeightGrams: 900_000, maxVolumeLiters: 9_000 },
  CARGO_BIKE: { maxWeightGrams: 150_000, maxVolumeLiters: 1_200 },
};

type Place = readonly [depot: CityDepot['code'], kind: 'VAN' | 'CARGO_BIKE', hours: ShiftHours, skills: readonly string[]];

const PLACES: readonly Place[] = [
  ['OAKLAND', 'VAN', EARLY, ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK']],
  ['FREMONT', 'VAN', EARLY, ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK']],
  ['OAKLAND', 'VAN', LATE, ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK']],
  ['OAKLAND', 'CARGO_BIKE', EARLY, ['KEEP_COLD', 'AGE_CHECK']],
  ['FREMONT', 'VAN', LATE, ['KEEP_COLD', 'TWO_PERSON', 'AGE_CHECK']],
  ['OAKLAND', 'VAN', EARLY, ['KEEP_COLD', 'AGE_CHECK']],
  ['FREMONT', 'VAN', EARLY, ['KEEP_COLD']],
  ['OAKLAND', 'VAN', EARLY, ['KEEP_COLD', 'TWO_PERSON']],
  ['FREMONT', 'CARGO_BIKE', EARLY, ['KEEP_COLD', 'AGE_CHECK']],
  ['OAKLAND', 'CARGO_BIKE', LATE, ['KEEP_COLD']],
  ['FREMONT', 'VAN', LATE, ['KEEP_COLD', 'AGE_CHECK']],
  ['OAKLAND', 'VAN', LATE, ['KEEP_COLD', 'AGE_CHECK']],
];

/** Whose insurance has lapsed: there are others on the same shift. */
const LAPSED = 7;

/**
 * The drivers of the demo courier with their vehicles. The papers of all but one are valid for months to come.
 * @param today the local date on which the courier begins
 * @param count 1 to 12; the lapsed insurance is there from 8 on
 */
export function makeRoster(random: Random, today: string, count: number = PLACES.length): RosterEntry[] {
  const people = makeDrivers(random.fork('people'), count);
  const papers = random.fork('papers');
  return PLACES.slice(0, count).map(([depot, vehicleKind, hours, skills], index) => {
    const insuredDays = papers.integer(120, 700), licensedDays = papers.integer(300, 1_500);
    const person = people[index]!;
    const number = PLACES.slice(0, index + 1).filter((place) => place[0] === depot && place[1] === vehicleKind).length;
    return {
      depot,
      driverName: `${person.givenName} ${person.familyName}`,
      phone: person.phone,
      skills,
      credentials: [
        { kind: 'INSURANCE', expiresOn: addDays(today, index === LAPSED ? -12 : insuredDays) },
        { kind: 'LICENSE', expiresOn: addDays(today, licensedDays) },
      ],
      vehicleName: `${depot === 'OAKLAND' ? 'Oakland' : 'Fremont'} ${vehicleKind === 'VAN' ? 'van' : 'bike'} ${number}`,
      vehicleKind,
      hours,
    };
  });
}
