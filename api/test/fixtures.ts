import { AccessKey } from '../src/accounts/access-key.entity.ts';
import { Organization } from '../src/accounts/organization.entity.ts';
import { Retailer } from '../src/accounts/retailer.entity.ts';
import { Credential } from '../src/fleet/credential.entity.ts';
import { Driver } from '../src/fleet/driver.entity.ts';
import type { VehicleKind } from '../src/fleet/fleet.rules.ts';
import { Shift } from '../src/fleet/shift.entity.ts';
import { Vehicle } from '../src/fleet/vehicle.entity.ts';
import { Depot } from '../src/network/depot.entity.ts';
import { ServiceLevel } from '../src/network/service-level.entity.ts';
import { Territory } from '../src/network/territory.entity.ts';
import { systemEntityManager, type Server } from '../src/platform/context.ts';
import type { ActorKind } from '../src/shared/actor-kind.ts';
import { defaultScopes } from '../src/platform/auth/scopes.ts';
import { hashOf, hintOf, newToken } from '../src/platform/auth/tokens.ts';
import type { Position } from '../src/shared/geo.ts';
import { newId } from '../src/shared/ids.ts';
import { HOUR, addDays, instantOf } from '../src/shared/time.ts';

export const TIME_ZONE = 'America/Los_Angeles';
/** The service day that tests start on, see `START`. */
export const TODAY = '2026-11-21';
export const TOMORROW = addDays(TODAY, 1);

/** Where the test depot stands; everything within ±0.1° is served. */
export const DEPOT_POSITION: Position = { latitude: 37.8, longitude: -122.25 };

export interface TestCourier {
  readonly organizationId: string;
  /** Secret key of the organization. */
  readonly secretKey: string;
  readonly retailers: readonly { id: string; secretKey: string; publishableKey: string }[];
  readonly depotId: string;
  readonly serviceLevels: { readonly twoHours: string; readonly nextDay: string };
  readonly drivers: readonly { id: string; vehicleId: string; sessionToken: string }[];
}

export interface CourierOptions {
  readonly name?: string;
  /** Number of drivers, each with a vehicle and a shift of 08:00–18:00 on each of the days. Default 2. */
  readonly drivers?: number;
  /** Service days from today on, default 3. */
  readonly days?: number;
  readonly vehicleKind?: VehicleKind;
  readonly maxWeightGrams?: number;
  readonly skills?: string[];
}

/** A courier with two retailers, one depot, two service levels and some drivers on shift, written straight into the tables. */
export async function createTestCourier(server: Server, options: CourierOptions = {}): Promise<TestCourier> {
  const em = systemEntityManager(server.orm);
  const now = server.clock.now();
  const organizationId = newId('organization');
  const base = (kind: Parameters<typeof newId>[0]) => ({ id: newId(kind), organizationId });
  em.create(Organization, { id: organizationId, name: options.name ?? 'Test Courier', currency: 'USD', timeZone: TIME_ZONE, createdAt: now });

  const key = (kind: ActorKind, owner: { retailerId?: string; subjectId?: string } = {}): string => {
    const token = newToken(kind);
    em.create(AccessKey, {
      ...base('accessKey'), kind, name: `${kind} of a test`, hash: hashOf(token), hint: hintOf(token), scopes: defaultScopes(kind, owner.retailerId !== undefined), allowedOrigins: [],
      retailerId: owner.retailerId ?? null, subjectId: owner.subjectId ?? null, createdAt: now,
      expiresAt: kind === 'DRIVER_SESSION' ? new Date(now.getTime() + 100 * HOUR) : null, revokedAt: null,
    });
    return token;
  };

  const retailers = ['Fern & Field', 'Night Owl'].map((name) => {
    const retailer = em.create(Retailer, { ...base('retailer'), name, brand: { name, primaryColor: '#1f6f54', accentColor: '#f2b705', locale: 'en' }, createdAt: now });
    return { id: retailer.id, secretKey: key('SECRET_KEY', { retailerId: retailer.id }), publishableKey: key('PUBLISHABLE_KEY', { retailerId: retailer.id }) };
  });

  const address = { line1: '1 Depot Way', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', position: DEPOT_POSITION };
  const depot = em.create(Depot, { ...base('depot'), name: 'Oakland', address, ...DEPOT_POSITION, timeZone: TIME_ZONE, createdAt: now });
  const { latitude, longitude } = DEPOT_POSITION;
  const corner = (x: number, y: number): [number, number] => [longitude + x * 0.1, latitude + y * 0.1];
  em.create(Territory, {
    ...base('territory'), depotId: depot.id, name: 'Around Oakland', createdAt: now,
    area: { type: 'Polygon', coordinates: [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]] },
  });

  const level = (code: string, more: Pick<ServiceLevel, 'kind' | 'windows' | 'priceMinor' | 'cutoff' | 'leadSeconds'>) =>
    em.create(ServiceLevel, { ...base('serviceLevel'), code, name: code, currency: 'USD', horizonDays: 7, serviceSeconds: 240, createdAt: now, ...more }).id;
  const serviceLevels = {
    twoHours: level('two-hours', {
      kind: 'SCHEDULED', priceMinor: 590, cutoff: null, leadSeconds: 3600,
      windows: ['08', '10', '12', '14', '16'].map((hour) => ({ start: `${hour}:00`, end: `${Number(hour) + 2}:00` })),
    }),
    nextDay: level('next-day', { kind: 'NEXT_DAY', priceMinor: 390, cutoff: '18:00', leadSeconds: 0, windows: [{ start: '08:00', end: '18:00' }] }),
  };

  const drivers = Array.from({ length: options.drivers ?? 2 }, (_, index) => {
    const driver = em.create(Driver, { ...base('driver'), name: `Driver ${index} Test`, phone: null, skills: options.skills ?? [], maxDutySeconds: 36_000, createdAt: now });
    for (const kind of ['INSURANCE', 'LICENSE'] as const) em.create(Credential, { ...base('credential'), driverId: driver.id, kind, expiresOn: '2030-01-01' });
    const vehicle = em.create(Vehicle, { ...base('vehicle'), name: `Vehicle ${index}`, kind: options.vehicleKind ?? 'VAN', maxWeightGrams: options.maxWeightGrams ?? 800_000, maxVolumeLiters: 8_000, createdAt: now });
    for (let day = 0; day < (options.days ?? 3); day += 1) {
      const date = addDays(TODAY, day);
      em.create(Shift, { ...base('shift'), driverId: driver.id, vehicleId: vehicle.id, depotId: depot.id, date, startsAt: instantOf(date, '08:00', TIME_ZONE), endsAt: instantOf(date, '18:00', TIME_ZONE) });
    }
    return { id: driver.id, vehicleId: vehicle.id, sessionToken: key('DRIVER_SESSION', { subjectId: driver.id }) };
  });
  const secretKey = key('SECRET_KEY');
  await em.flush();
  return { organizationId, secretKey, retailers, depotId: depot.id, serviceLevels, drivers };
}

/** An address some hundred meters from the depot; each index another one. */
export function addressNear(index: number): { line1: string; city: string; region: string; postalCode: string; country: string; position: Position } {
  const angle = index * 2.399963; // golden angle: spreads the points
  const radius = 0.004 + 0.0015 * Math.sqrt(index);
  return {
    line1: `${100 + index} Test Street`, city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US',
    position: { latitude: DEPOT_POSITION.latitude + radius * Math.sin(angle), longitude: DEPOT_POSITION.longitude + radius * Math.cos(angle) },
  };
}

export const SMALL_BASKET = { parcels: [{ weightGrams: 2_000, lengthMillimeters: 300, widthMillimeters: 200, heightMillimeters: 150 }] };
