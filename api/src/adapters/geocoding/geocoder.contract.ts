import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownAddress } from '../../network/address.rules.ts';
import type { Geocoder } from '../../network/geocoder.port.ts';
import type { Address } from '../../shared/geo.ts';

/** A geocoder that knows `KNOWN_ADDRESSES`, for one organization. */
export interface GeocoderUnderTest {
  readonly geocoder: Geocoder;
  readonly organizationId: string;
  close(): Promise<void>;
}

const at = (line1: string, city: string, postalCode: string, latitude: number, longitude: number): KnownAddress => ({ line1, city, region: 'CA', postalCode, country: 'US', position: { latitude, longitude } });

/** What a geocoder must know before the contract is run against it. */
export const KNOWN_ADDRESSES: readonly KnownAddress[] = [
  at('1216 SANTA CLARA AV', 'ALAMEDA', '94501', 37.7727802, -122.2637604),
  at('1620 S LOOP RD', 'ALAMEDA', '94502', 37.7235605, -122.2397014),
  at('500 OAK ST', 'OAKLAND', '94607', 37.797, -122.265),
  at('500 OAK ST', 'BERKELEY', '94703', 37.87, -122.27),
  at('12 MAIN ST', 'SUNOL', '', 37.594, -121.885),
];

const typed = (line1: string, city: string, postalCode: string): Address => ({ line1, line2: null, city, region: 'CA', postalCode, country: 'US' });

/** What every geocoder does; run it against each adapter. */
export function describeGeocoder(name: string, start: () => Promise<GeocoderUnderTest>): void {
  describe(`${name} as a geocoder`, () => {
    let subject: GeocoderUnderTest;
    beforeAll(async () => void (subject = await start()));
    afterAll(() => subject.close());
    const find = (address: Address) => subject.geocoder.geocode(subject.organizationId, address);

    it('finds an address however it is written, and keeps the apartment', async () => {
      const found = await find({ ...typed('1216 Santa Clara Avenue', 'Alameda', '94501-2233'), line2: 'Apt 3' });
      expect(found?.position).toEqual({ latitude: 37.7727802, longitude: -122.2637604 });
      expect(found?.address).toMatchObject({ line1: '1216 Santa Clara Avenue', line2: 'Apt 3', city: 'Alameda', postalCode: '94501-2233', position: found?.position });
      expect((await find(typed('1620 South Loop Road #200', 'Alameda', '94502')))?.position.latitude).toBe(37.7235605);
    });

    it('tells streets of one name apart by the postal code, else by the city', async () => {
      expect((await find(typed('500 Oak Street', '', '94703')))?.position.latitude).toBe(37.87);
      expect((await find(typed('500 Oak Street', 'oakland', '')))?.position.latitude).toBe(37.797);
    });

    it('fills the gaps', async () => {
      expect((await find(typed('500 Oak Street', '', '94703')))?.address).toMatchObject({ city: 'BERKELEY', region: 'CA', postalCode: '94703', country: 'US' });
    });

    it('finds an address that is known without a postal code by its city', async () => {
      expect((await find(typed('12 Main Street', 'Sunol', '94586')))?.position.latitude).toBe(37.594);
    });

    it.each([
      ['a house number that is not there', typed('1218 Santa Clara Ave', 'Alameda', '94501')],
      ['another street type', typed('500 Oak Ave', 'Oakland', '94607')],
      ['a postal code that contradicts', typed('500 Oak St', 'Oakland', '94609')],
      ['a riddle', typed('500 Oak St', '', '')],
      ['another country', { ...typed('500 Oak St', 'Oakland', '94607'), country: 'CA' }],
      ['no house number', typed('Oak Street', 'Oakland', '94607')],
      ['nothing', typed('', '', '')],
    ])('does not guess: %s', async (_, address) => {
      expect(await find(address)).toBeUndefined();
    });
  });
}
