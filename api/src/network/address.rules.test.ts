import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../shared/geo.ts';
import { addressKeys, findAddressFault, mergeAddress, pickAddress, type KnownAddress } from './address.rules.ts';

const key = (line1: string) => addressKeys({ line1, city: '', postalCode: '', country: 'US' })?.streetKey;

describe('street key', () => {
  it.each([
    ['1216 SANTA CLARA AV', '1216 Santa Clara Avenue Apt 3'],
    ['1216 SANTA CLARA AV', '1216 santa clara ave., #3'],
    ['1216 SANTA CLARA AV', 'Apt 3, 1216 Santa Clara Ave'],
    ['1216 SANTA CLARA AV', '1216 Santa Clara Ave 3'],
    ['1216 SANTA CLARA AV', '1216A Santa Clara Ave'],
    ['1620 S LOOP RD', '1620 South Loop Road'],
    ['100 E 14TH ST', '100 East Fourteenth Street'],
    ['3121 SIXTY-THIRD ST', '3121 63rd Street'],
    ['12 5TH ST', '12 Fifth St Suite 200'],
    ['20 BAY FARM BL', '20 Bay Farm Boulevard'],
    ['7 OAK LA', '7 Oak Lane'],
    ['7 LA PLAYA DR', '7 La Playa Drive'],
    ['9 HARBOR WY', '9 Harbor Way'],
    ['15 SAINT CHARLES ST', '15 St. Charles Street'],
    ['15 MT DIABLO CI', '15 Mount Diablo Circle'],
    ['31 D\'ESTE CT', '31 D’Este Court'],
    ['31 CORALLÁ TE', '31 Coralla Terrace'],
    ['3536.5 LAGUNA AV', '3536 1/2 Laguna Ave'],
    ['34-12 37TH AV', '34-12 37th Avenue'],
    ['120 BROADWAY', '120 Broadway, Floor 4'],
  ])('%s and %s are one door', (official, typed) => {
    expect(key(official)).toBeDefined();
    expect(key(typed)).toBe(key(official));
  });

  it.each([
    ['100 E 14TH ST', '100 14TH ST'],
    ['100 WEST ST', '100 W ST'],
    ['100 E ST', '100 EAST ST'],
    ['100 OAK ST', '100 OAK AV'],
    ['100 OAK ST', '101 OAK ST'],
    ['3536 LAGUNA AV', '3536.5 LAGUNA AV'],
    ['12 MAIN ST W', '12 MAIN ST E'],
    ['120 FIRST ST', '120 TWENTY-FIRST ST'],
  ])('%s and %s are two doors', (one, other) => {
    expect(key(one)).not.toBe(key(other));
  });

  it.each(['', '   ', 'Santa Clara Avenue', '1216', 'PO Box 12', '#3', 'Apt 4'])('"%s" has no door', (line1) => {
    expect(key(line1)).toBeUndefined();
  });

  it('does not depend on case, spaces, dots and accents', () => {
    const word = fc.constantFrom('OAK', 'E', 'NORTH', 'SAINT', 'AV', 'STREET', 'LA', '14TH', 'FIFTH', 'GRAND', 'WAY', 'APT', '3', 'B', "D'ESTE", 'MT', 'SIXTY', 'PARK');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.array(word, { minLength: 1, maxLength: 5 }), (number, words) => {
        const text = `${number} ${words.join(' ')}`;
        expect(key(` ${text.toLowerCase().replaceAll(' ', '   ').replaceAll('a', 'á')}.`)).toBe(key(text));
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (line1) => void key(line1)));
  });
});

describe('picking a known address', () => {
  const record = (postalCode: string, city: string): { keys: NonNullable<ReturnType<typeof addressKeys>>; value: string } => ({
    keys: addressKeys({ line1: '10 OAK ST', city, postalCode, country: 'US' })!,
    value: `${postalCode} ${city}`,
  });
  const wanted = (postalCode: string, city: string, country = 'US') => addressKeys({ line1: '10 Oak Street', city, postalCode, country })!;
  const known = [record('94607', 'OAKLAND'), record('94501', 'ALAMEDA'), record('', 'SAINT HELENA')];

  it('goes by the postal code, with or without its four more digits or an apostrophe', () => {
    expect(pickAddress(wanted('94607-1234', 'Piedmont'), known)).toBe('94607 OAKLAND');
    expect(pickAddress(wanted("'94501", ''), known)).toBe('94501 ALAMEDA');
  });

  it('goes by the city where one side has no postal code', () => {
    expect(pickAddress(wanted('', 'Oakland'), known)).toBe('94607 OAKLAND');
    expect(pickAddress(wanted('94574', 'St. Helena'), known)).toBe(' SAINT HELENA');
  });

  it('finds nothing where the postal code contradicts, the country is another, or two fit', () => {
    expect(pickAddress(wanted('94608', 'Oakland'), known)).toBeUndefined();
    expect(pickAddress(wanted('94607', 'Oakland', 'CA'), known)).toBeUndefined();
    expect(pickAddress(wanted('94607', 'Berkeley'), [...known, record('94607', 'EMERYVILLE')])).toBeUndefined();
    expect(pickAddress(wanted('94607', 'Emeryville'), [...known, record('94607', 'EMERYVILLE')])).toBe('94607 EMERYVILLE');
  });
});

it('fills the gaps of the wanted address and keeps its apartment', () => {
  const known: KnownAddress = { line1: '10 OAK ST', city: 'OAKLAND', region: 'CA', postalCode: '94607', country: 'US', position: { latitude: 37.8, longitude: -122.2 } };
  const address: Address = { line1: ' 10 Oak Street ', line2: 'Apt 3', city: 'Oakland', region: '', postalCode: '', country: 'US' };
  expect(mergeAddress(address, known)).toEqual({ line1: '10 Oak Street', line2: 'Apt 3', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', position: known.position });
});

it('names the field at fault', () => {
  const good: Address = { line1: '10 Oak St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };
  expect(findAddressFault(good)).toBeUndefined();
  expect(findAddressFault({ ...good, line1: ' ' })?.field).toBe('line1');
  expect(findAddressFault({ ...good, city: 'x'.repeat(101) })?.field).toBe('city');
  expect(findAddressFault({ ...good, country: 'USA' })?.field).toBe('country');
  expect(findAddressFault({ ...good, position: { latitude: 91, longitude: 0 } })?.field).toBe('position');
});
