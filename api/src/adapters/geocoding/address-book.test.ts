import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { createOrganization } from '../../accounts/create-organization.ts';
import type { KnownAddress } from '../../network/address.rules.ts';
import { openDatabase } from '../../open-database.ts';
import { systemClock } from '../../shared/time.ts';
import { AddressBook } from './address-book.ts';
import { describeGeocoder, KNOWN_ADDRESSES } from './geocoder.contract.ts';

let database: TestDatabase;
let orm: MikroORM;
const newOrganization = async (name: string) => (await createOrganization({ orm, clock: systemClock }, { name, currency: 'USD', timeZone: 'America/Los_Angeles' })).organizationId;
const oakStreet = { line1: '500 Oak Street', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openDatabase({ url: database.url });
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});

describeGeocoder('AddressBook', async () => {
  const geocoder = new AddressBook(orm);
  const organizationId = await newOrganization('Contract');
  await geocoder.loadAddresses(organizationId, KNOWN_ADDRESSES);
  return { geocoder, organizationId, close: async () => {} };
});

it('loads more than a batch, apartments of one house once, and the same again without harm', async () => {
  const book = new AddressBook(orm);
  const organizationId = await newOrganization('Batches');
  async function* addresses(): AsyncGenerator<KnownAddress> {
    for (let number = 1; number <= 2_500; number += 1) {
      for (const unit of ['', ' APT 1', ' APT 2']) yield { line1: `${number} OAK ST${unit}`, city: 'OAKLAND', region: 'CA', postalCode: '94607', country: 'US', position: { latitude: 37 + number / 10_000, longitude: -122 } };
    }
    yield { ...KNOWN_ADDRESSES[0]!, line1: 'NO NUMBER' };
  }
  expect(await book.loadAddresses(organizationId, addresses())).toEqual({ added: 2_500, skipped: 1 });
  expect(await book.loadAddresses(organizationId, addresses())).toEqual({ added: 0, skipped: 1 });
  expect((await book.geocode(organizationId, oakStreet))?.position.latitude).toBe(37.05);
  await book.loadAddresses(organizationId, [{ ...oakStreet, position: { latitude: 38, longitude: -121 } }]);
  expect((await book.geocode(organizationId, oakStreet))?.position).toEqual({ latitude: 38, longitude: -121 });
});

it('keeps the addresses of organizations apart', async () => {
  const book = new AddressBook(orm);
  const [mine, theirs] = [await newOrganization('Mine'), await newOrganization('Theirs')];
  await book.loadAddresses(mine, KNOWN_ADDRESSES);
  expect(await book.geocode(mine, oakStreet)).toBeDefined();
  expect(await book.geocode(theirs, oakStreet)).toBeUndefined();
});
