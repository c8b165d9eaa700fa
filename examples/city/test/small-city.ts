import { instantOf, pino, startApp, type App } from '@doorstep/api';
import { createTestDatabase } from '@doorstep/api/test/database';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';
import { generateCity, type City } from '../src/index.ts';
import { TIME_ZONE } from '../src/courier/courier-keys.ts';
import { openCourier, type Courier } from '../src/courier/open-courier.ts';
import { Console } from '../src/demo/console.ts';
import { createCourier } from '../src/demo/create-courier.ts';
import { DemoClock } from '../src/demo/demo-clock.ts';
import { Simulation, type SimulationOptions } from '../src/simulation/simulation.ts';

/** The afternoon before the day that tests go through. */
export const EVE = '2026-11-20';
export const DAY = '2026-11-21';

export interface SmallCity {
  readonly app: App;
  readonly city: City;
  readonly courier: Courier;
  readonly clock: DemoClock;
  readonly simulation: Simulation;
  /** What was told to the person at the terminal. */
  readonly told: string[];
  close(): Promise<void>;
}

type Http = Parameters<NonNullable<Parameters<typeof startApp>[0]['extend']>>[0];

export interface SmallCityOptions extends Partial<Pick<SimulationOptions, 'ordersPerDay' | 'lastDate'>> {
  readonly seed?: string;
  readonly drivers?: number;
  /** Adds pages. */
  readonly extend?: (http: Http, city: City) => Promise<void>;
}

/** A small city with a courier on a server and a database of its own; time stands still until it is stepped. */
export async function startSmallCity({ seed = 'small', drivers = 3, ordersPerDay = 25, lastDate = DAY, extend }: SmallCityOptions = {}): Promise<SmallCity> {
  const database = await createTestDatabase();
  const city = generateCity({ seed, houseCount: 2_000 });
  const clock = new DemoClock(instantOf(EVE, '12:30', TIME_ZONE), 1);
  const app = await startApp({ databaseUrl: database.url, clock, log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }), pointsPerMinute: 100_000_000, ...(extend && { extend: (http) => extend(http, city) }) });
  const told: string[] = [];
  const terminal = new Console({ write: (text) => told.push(text) });
  const apiUrl = `${app.url}/graphql`;
  const keys = await createCourier(app, { city, clock, terminal, drivers });
  const courier = await openCourier(apiUrl, keys!, city);
  const simulation = new Simulation({
    apiUrl, city, courier, clock, ordersPerDay, lastDate, say: (line) => told.push(line), pings: { sampleSeconds: 60, batchSeconds: 600 },
  });
  return {
    app, city, courier, clock, simulation, told,
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
