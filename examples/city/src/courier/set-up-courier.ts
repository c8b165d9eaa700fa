import { createDoorstep, type Doorstep } from '@doorstep/sdk';
import { localDate, type Clock } from '@doorstep/api';
import { DEMO_RETAILERS } from '../city/brands.ts';
import type { City } from '../city/generate-city.ts';
import type { Address } from '../city/houses.ts';
import { createRandom } from '../random.ts';
import { makeRoster, CAPACITIES } from './roster.ts';
import { SERVICE_LEVELS } from './service-levels.ts';
import { TIME_ZONE, type CourierKeys, type RetailerKeys } from './courier-keys.ts';

export interface SetUpOptions {
  /** GraphQL endpoint. */
  readonly apiUrl: string;
  readonly organizationId: string;
  /** The organization's secret key. */
  readonly secretKey: string;
  readonly city: City;
  readonly clock: Clock;
  /** 1 to 12, default 12. */
  readonly drivers?: number;
}

/** Makes the demo courier in an empty organization, through the API as any courier would. Gives the keys, which are shown only now. */
export async function setUpCourier({ apiUrl, organizationId, secretKey, city, clock, drivers }: SetUpOptions): Promise<CourierKeys> {
  const doorstep = createDoorstep({ url: apiUrl, secretKey });
  const retailers = await createRetailers(doorstep);
  for (const { name, address, territory } of city.depots) {
    const { depot } = await doorstep.createDepot({ name, address: addressInput(address), timeZone: TIME_ZONE });
    await doorstep.createTerritory({ depotId: depot.id, name: `Around ${address.city}`, area: territory });
  }
  for (const level of SERVICE_LEVELS) await doorstep.createServiceLevel(level);
  const since = localDate(clock.now(), TIME_ZONE);
  const roster = makeRoster(createRandom(city.seed).fork('roster'), since, drivers);
  for (const { driverName, phone, skills, credentials, vehicleName, vehicleKind } of roster) {
    await doorstep.createDriver({ name: driverName, phone, skills: [...skills], credentials: [...credentials] });
    await doorstep.createVehicle({ name: vehicleName, kind: vehicleKind, ...CAPACITIES[vehicleKind as keyof typeof CAPACITIES] });
  }
  return { organizationId, secretKey, retailers, seed: city.seed, since, drivers: roster.length };
}

/** An address of the city in the fields of the API. */
export function addressInput({ latitude, longitude, ...address }: Address) {
  return { ...address, position: { latitude, longitude } };
}

async function createRetailers(doorstep: Doorstep): Promise<RetailerKeys[]> {
  const retailers: RetailerKeys[] = [];
  for (const { brand, referencePrefix } of DEMO_RETAILERS) {
    const { retailer } = await doorstep.createRetailer({ name: brand.name, brand });
    const secret = await doorstep.createApiKey({ retailerId: retailer.id, kind: 'SECRET', name: 'Shop server' });
    const publishable = await doorstep.createApiKey({ retailerId: retailer.id, kind: 'PUBLISHABLE', name: 'Shop pages' });
    retailers.push({ id: retailer.id, name: brand.name, referencePrefix, secretKey: secret.secret, publishableKey: publishable.secret });
  }
  return retailers;
}
