import { AccessKey } from '../../src/accounts/access-key.entity.ts';
import { Organization } from '../../src/accounts/organization.entity.ts';
import { Retailer } from '../../src/accounts/retailer.entity.ts';
import { Credential } from '../../src/fleet/credential.entity.ts';
import { Driver } from '../../src/fleet/driver.entity.ts';
import { Shift } from '../../src/fleet/shift.entity.ts';
import { Vehicle } from '../../src/fleet/vehicle.entity.ts';
import { Depot } from '../../src/network/depot.entity.ts';
import { ServiceLevel } from '../../src/network/service-level.entity.ts';
import { Territory } from '../../src/network/territory.entity.ts';
import { defaultScopes } from '../../src/platform/auth/scopes.ts';
import { hashOf, hintOf, newToken } from '../../src/platform/auth/tokens.ts';
import { systemEntityManager, type Server } from '../../src/platform/context.ts';
import { newId } from '../../src/shared/ids.ts';
import { addDays, HOUR, instantOf, localDate } from '../../src/shared/time.ts';
import type { Town } from './town.ts';

export const TIME_ZONE = 'America/Los_Angeles';
export const SHIFT = { start: '08:00', end: '20:00' } as const;
export const SERVICE_SECONDS = 240;
/** Twelve windows a day: eleven of two hours, one begins each hour, and a morning of four. */
export const WINDOWS = Array.from({ length: 11 }, (_, index) => ({ start: `${String(8 + index).padStart(2, '0')}:00`, end: `${String(10 + index).padStart(2, '0')}:00` })).concat({ start: '08:00', end: '12:00' });

export interface BenchCourier {
  readonly organizationId: string;
  readonly retailerId: string;
  /** Of the retailer. */
  readonly secretKey: string;
  readonly depotId: string;
  readonly serviceLevelId: string;
  /** Local dates with shifts, from tomorrow on. */
  readonly dates: readonly string[];
}

/** A courier with one depot, vans on shift on each day from tomorrow on, and twelve windows a day. */
export async function setUpCourier(server: Server, town: Town, { vans, days }: { readonly vans: number; readonly days: number }): Promise<BenchCourier> {
  const em = systemEntityManager(server.orm);
  const now = server.clock.now();
  const organizationId = newId('organization');
  const base = (kind: Parameters<typeof newId>[0]) => ({ id: newId(kind), organizationId });
  em.create(Organization, { id: organizationId, name: 'Bench Courier', currency: 'USD', timeZone: TIME_ZONE, createdAt: now });
  const retailer = em.create(Retailer, { ...base('retailer'), name: 'Bench Shop', brand: { name: 'Bench Shop', primaryColor: '#1f6f54', accentColor: '#f2b705', locale: 'en' }, createdAt: now });
  const secretKey = newToken('SECRET_KEY');
  em.create(AccessKey, {
    ...base('accessKey'), kind: 'SECRET_KEY', name: 'bench', hash: hashOf(secretKey), hint: hintOf(secretKey), scopes: defaultScopes('SECRET_KEY', true), allowedOrigins: [],
    retailerId: retailer.id, subjectId: null, createdAt: now, expiresAt: new Date(now.getTime() + 24 * HOUR), revokedAt: null,
  });
  const address = { line1: '1 Depot Way', city: 'Town', region: 'CA', postalCode: '94607', country: 'US', position: town.depot };
  const depot = em.create(Depot, { ...base('depot'), name: 'Town', address, ...town.depot, timeZone: TIME_ZONE, createdAt: now });
  em.create(Territory, { ...base('territory'), depotId: depot.id, name: 'Town', createdAt: now, area: { type: 'Polygon', coordinates: [boxAround(town)] } });
  const level = em.create(ServiceLevel, {
    ...base('serviceLevel'), code: 'two-hours', name: 'Two hours', kind: 'SCHEDULED', windows: WINDOWS, priceMinor: 590, currency: 'USD', cutoff: null, leadSeconds: 3_600,
    horizonDays: days + 1, serviceSeconds: SERVICE_SECONDS, createdAt: now,
  });
  const dates = Array.from({ length: days }, (_, day) => addDays(localDate(now, TIME_ZONE), day + 1));
  for (let van = 0; van < vans; van += 1) {
    const driver = em.create(Driver, { ...base('driver'), name: `Driver ${van}`, phone: null, skills: [], maxDutySeconds: 12 * 3_600, createdAt: now });
    for (const kind of ['INSURANCE', 'LICENSE'] as const) em.create(Credential, { ...base('credential'), driverId: driver.id, kind, expiresOn: '2099-01-01' });
    const vehicle = em.create(Vehicle, { ...base('vehicle'), name: `Van ${van}`, kind: 'VAN', maxWeightGrams: 1_200_000, maxVolumeLiters: 10_000, createdAt: now });
    for (const date of dates) {
      em.create(Shift, { ...base('shift'), driverId: driver.id, vehicleId: vehicle.id, depotId: depot.id, date, startsAt: instantOf(date, SHIFT.start, TIME_ZONE), endsAt: instantOf(date, SHIFT.end, TIME_ZONE) });
    }
  }
  await em.flush();
  return { organizationId, retailerId: retailer.id, secretKey, depotId: depot.id, serviceLevelId: level.id, dates };
}

function boxAround({ addresses }: Town): [number, number][] {
  const margin = 0.01;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { latitude, longitude } of addresses) {
    west = Math.min(west, longitude - margin);
    east = Math.max(east, longitude + margin);
    south = Math.min(south, latitude - margin);
    north = Math.max(north, latitude + margin);
  }
  return [[west, south], [east, south], [east, north], [west, north], [west, south]];
}
