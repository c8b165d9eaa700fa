import { AddressBook, createOrganization, Organization, systemEntityManager, type App, type KnownAddress } from '@doorstep/api';
import type { City } from '../city/generate-city.ts';
import { addressOf } from '../city/houses.ts';
import { TIME_ZONE, type CourierKeys } from '../courier/courier-keys.ts';
import { addressInput, setUpCourier } from '../courier/set-up-courier.ts';
import type { Console } from './console.ts';
import type { DemoClock } from './demo-clock.ts';

export interface CreateCourierOptions {
  readonly city: City;
  readonly clock: DemoClock;
  readonly terminal: Console;
  /** Default 12. */
  readonly drivers?: number;
}

/** Makes the demo's organization in an empty database. Undefined, with nothing done, where somebody else's is there. */
export async function createCourier({ server, url }: Pick<App, 'server' | 'url'>, { city, clock, terminal, drivers }: CreateCourierOptions): Promise<CourierKeys | undefined> {
  if ((await systemEntityManager(server.orm).count(Organization)) > 0) return undefined;
  const { organizationId, secretKey } = await createOrganization(server, { name: 'East Bay Couriers', currency: 'USD', timeZone: TIME_ZONE });
  const keys = await terminal.step(
    'demo courier',
    () => setUpCourier({ apiUrl: `${url}/graphql`, organizationId, secretKey, city, clock, ...(drivers !== undefined && { drivers }) }),
    (made) => `${made.retailers.length} shops, ${city.depots.length} depots, ${made.drivers} drivers`,
  );
  await terminal.step(
    'address book', () => new AddressBook(server.orm).loadAddresses(organizationId, knownAddresses(city)), ({ added }) => `${added.toLocaleString('en-US')} addresses`,
  );
  return keys;
}

function* knownAddresses(city: City): Generator<KnownAddress> {
  for (const house of city.houses) yield addressInput(addressOf(house));
}
