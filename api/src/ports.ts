import type { MikroORM } from '@mikro-orm/postgresql';
import { AddressBook } from './adapters/geocoding/address-book.ts';
import { GreatCircleTravelTimes } from './adapters/travel-times/great-circle.ts';
import type { Ports } from './platform/context.ts';
import { DEFAULT_HOLD_SECONDS } from './promise/hold.rules.ts';
import { OptimizerRoutePlanner } from './routes/optimizer-route-planner.ts';

/** The embedded default of everything the slices need from outside. */
export function defaultPorts(orm: MikroORM): Ports {
  return {
    geocoder: new AddressBook(orm),
    travelTimes: new GreatCircleTravelTimes(),
    holdPolicy: { lifetimeSeconds: DEFAULT_HOLD_SECONDS },
    routePlanner: new OptimizerRoutePlanner(),
  };
}
