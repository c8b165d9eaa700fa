import { createDoorstep, type Depot, type Doorstep } from '@doorstep/sdk';
import { createStorefront, type Storefront } from '@doorstep/sdk/browser';
import type { City } from '../city/generate-city.ts';
import { createRandom } from '../random.ts';
import type { CourierKeys, RetailerKeys } from './courier-keys.ts';
import { makeRoster, type RosterEntry } from './roster.ts';

/** A shop with its two clients: what its pages may do, and what its server may. */
export interface Shop {
  readonly keys: RetailerKeys;
  readonly pages: Storefront;
  readonly server: Doorstep;
}

/** A driver of the roster with the ids that the API gave. */
export interface CourierDriver {
  readonly entry: RosterEntry;
  readonly driverId: string;
  readonly vehicleId: string;
  readonly depotId: string;
}

/** The demo courier, ready to work. */
export interface Courier {
  readonly keys: CourierKeys;
  /** The dispatcher's client. */
  readonly office: Doorstep;
  readonly shops: readonly Shop[];
  readonly depots: readonly Depot[];
  readonly drivers: readonly CourierDriver[];
}

/** Finds the courier that `setUpCourier` made. Throws when its keys are refused or it is not complete. */
export async function openCourier(apiUrl: string, keys: CourierKeys, city: City): Promise<Courier> {
  const client = (secretKey: string) => createDoorstep({ url: apiUrl, secretKey });
  const office = client(keys.secretKey);
  const [depots, drivers, vehicles] = [await office.depots(), await office.drivers(), await office.vehicles()];
  const named = <T extends { readonly name: string }>(items: readonly T[], name: string): T => {
    const found = items.find((item) => item.name === name);
    if (!found) throw new Error(`The demo courier is not complete: "${name}" is missing. Start over with --reset.`);
    return found;
  };
  const cityDepots = new Map(city.depots.map((depot) => [depot.code, named(depots, depot.name)]));
  const roster = makeRoster(createRandom(city.seed).fork('roster'), keys.since, keys.drivers);
  return {
    keys,
    office,
    shops: keys.retailers.map((retailer) => ({ keys: retailer, pages: createStorefront({ url: apiUrl, publishableKey: retailer.publishableKey }), server: client(retailer.secretKey) })),
    depots: [...cityDepots.values()],
    drivers: roster.map((entry) => ({
      entry,
      driverId: named(drivers, entry.driverName).id,
      vehicleId: named(vehicles, entry.vehicleName).id,
      depotId: cityDepots.get(entry.depot)!.id,
    })),
  };
}
