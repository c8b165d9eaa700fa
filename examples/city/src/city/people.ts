import type { Random } from '../random.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './person-names.ts';
import type { House } from './houses.ts';

export interface Person {
  readonly givenName: string;
  readonly familyName: string;
  /** In a domain that is reserved for examples (RFC 2606). */
  readonly email: string;
  /** E.164, of the numbers 555-0100 to 555-0199 that are reserved for fiction. */
  readonly phone: string;
}

/** Somebody who orders, and where the parcels go. */
export interface Shopper extends Person {
  readonly house: House;
  /** What the courier should know, in about every fourth order. */
  readonly instructions?: string;
}

const AREA_CODES = ['341', '510', '628', '415'];
const INSTRUCTIONS = [
  'Please ring twice, the bell is quiet.', 'Blue gate on the left side.', 'Dog in the yard, please knock.', 'Leave with the neighbor if nobody answers.',
  'Side door, up the stairs.', 'Baby asleep: please knock softly.', 'Parking in the driveway is fine.', 'Second building, past the courtyard.',
];

function makePerson(random: Random, domain: string): Person {
  const [givenName, familyName] = [random.pick(GIVEN_NAMES), random.pick(FAMILY_NAMES)];
  const line = String(random.integer(0, 99)).padStart(2, '0');
  return {
    givenName,
    familyName,
    email: `${givenName}.${familyName}.${random.integer(10, 9_999)}@${domain}`.toLowerCase(),
    phone: `+1${random.pick(AREA_CODES)}55501${line}`,
  };
}

/** A shopper who lives in one of the houses. Draw several from one generator for a stream of different shoppers. */
export function makeShopper(random: Random, houses: readonly House[]): Shopper {
  const person = makePerson(random, random.pick(['example.com', 'example.org', 'example.net']));
  const house = random.pick(houses);
  return random.chance(0.25) ? { ...person, house, instructions: random.pick(INSTRUCTIONS) } : { ...person, house };
}

/** Drivers with different given names, so that "your driver" is one person. At most as many as there are given names. */
export function makeDrivers(random: Random, count: number): Person[] {
  if (count > GIVEN_NAMES.length) throw new Error(`drivers: expected at most ${GIVEN_NAMES.length}, got ${count}.`);
  return random.shuffle(GIVEN_NAMES).slice(0, count).map((givenName) => {
    const person = makePerson(random, 'drivers.example.com');
    return { ...person, givenName, email: `${givenName}.${person.familyName}@drivers.example.com`.toLowerCase() };
  });
}
