import { expect, it } from 'vitest';
import { AddressList } from './address-list.ts';
import { describeGeocoder, KNOWN_ADDRESSES } from './geocoder.contract.ts';

describeGeocoder('AddressList', async () => {
  const geocoder = new AddressList();
  for (const address of KNOWN_ADDRESSES) geocoder.add(address);
  return { geocoder, organizationId: 'org_any', close: async () => {} };
});

it('tells of an address that can never be looked up', () => {
  expect(new AddressList().add({ ...KNOWN_ADDRESSES[0]!, line1: 'SANTA CLARA AV' })).toBe(false);
});
