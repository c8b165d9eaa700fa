import { addDays, instantOf, MINUTE } from '@doorstep/api';
import type { DayPlan, Depot, Route } from '@doorstep/sdk';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import { EARLY, LATE, type ShiftHours } from '../courier/roster.ts';
import type { Actor } from './agenda.ts';
import { driveRoute } from './driver.ts';
import type { World } from './world.ts';

/** When the dispatcher plans for each of the shifts, in local time. */
const PLANNING: readonly { readonly at: string; readonly hours: ShiftHours }[] = [
  { at: '06:00', hours: EARLY },
  { at: '12:20', hours: LATE },
];
/** Loading begins this long before the shift. */
const LOADING_AHEAD = 20 * MINUTE;
const UNDER_WAY = ['DISPATCHED', 'LOADING', 'STARTED'];
const SHIFT_DAYS_AHEAD = 7;
/** A large day may take the planner a while. */
const PLANNING_PATIENCE = 2 * MINUTE;

/** Lets the dispatchers of all depots work on a date; what lies in the past is not done again. */
export function scheduleDispatch(world: World, date: string): void {
  for (const depot of world.courier.depots) {
    for (const { at, hours } of PLANNING) {
      const instant = instantOf(date, at, TIME_ZONE);
      if (instant >= world.clock.now()) world.agenda.spawn('dispatcher', instant, planAndDispatch(world, depot, date, hours));
    }
  }
}

/** Wakes the drivers of routes that were under way, and does what dispatchers missed, when the demo goes on. */
export async function resumeRoutes(world: World, date: string): Promise<void> {
  const now = world.clock.now();
  for (const depot of world.courier.depots) {
    const dayPlan = await world.courier.office.dayPlan({ depotId: depot.id, date });
    for (const route of dayPlan?.routes ?? []) {
      if (dayPlan && UNDER_WAY.includes(route.state)) await world.trouble.survive('resume', async () => wakeDriver(world, dayPlan, route, await driverOf(world, dayPlan, route)));
    }
    for (const { at, hours } of PLANNING) {
      const isMissed = instantOf(date, at, TIME_ZONE) < now && now < instantOf(date, hours.start, TIME_ZONE);
      if (isMissed) world.agenda.spawn('dispatcher', now, planAndDispatch(world, depot, date, hours));
    }
  }
}

/** Puts every driver on shift for the days from `date` on that have no shifts yet. */
export async function fillShifts({ courier }: World, date: string): Promise<void> {
  for (let ahead = 0; ahead <= SHIFT_DAYS_AHEAD; ahead++) {
    const day = addDays(date, ahead);
    const taken = new Set<string>();
    for (const depot of courier.depots) for (const shift of await courier.office.shifts({ depotId: depot.id, date: day })) if (shift.driver) taken.add(shift.driver.id);
    const missing = courier.drivers.filter(({ driverId }) => !taken.has(driverId));
    if (missing.length === 0) continue;
    await courier.office.createShifts({
      shifts: missing.map(({ driverId, vehicleId, depotId, entry }) => ({ driverId, vehicleId, depotId, date: day, start: entry.hours.start, end: entry.hours.end })),
    });
  }
}

/** Plans the depot's day, gives the routes of a shift to their drivers and sends them to load. */
async function* planAndDispatch(world: World, depot: Depot, date: string, hours: ShiftHours): Actor {
  const { office } = world.courier;
  const { dayPlan } = await office.planDay({ depotId: depot.id, date }, { attemptTimeoutMs: PLANNING_PATIENCE });
  if (dayPlan.unplanned.length > 0) world.say(`  ${depot.name}: ${dayPlan.unplanned.length} deliveries of ${date} have no place on a route.`);
  const startsAt = instantOf(date, hours.start, TIME_ZONE).getTime();
  for (const route of dayPlan.routes) {
    const isDue = Date.parse(route.shift.startsAt) === startsAt && route.stops.length > 0;
    if (!isDue || !['DRAFT', 'ASSIGNED'].includes(route.state)) continue;
    await world.trouble.survive('dispatch', () => dispatch(world, dayPlan, route));
  }
}

async function dispatch(world: World, dayPlan: DayPlan, route: Route): Promise<void> {
  const { office } = world.courier;
  const driverId = await driverOf(world, dayPlan, route);
  if (route.driver?.id !== driverId) await office.assignRoute({ routeId: route.id, driverId });
  await office.dispatchRoute({ routeId: route.id });
  wakeDriver(world, dayPlan, route, driverId);
}

async function driverOf({ courier }: World, { depot, date }: DayPlan, route: Route): Promise<string> {
  const shifts = await courier.office.shifts({ depotId: depot.id, date });
  const shift = shifts.find(({ id }) => id === route.shift.id);
  if (!shift?.driver) throw new Error(`The shift of route ${route.id} has no driver among those of ${depot.name}.`);
  return shift.driver.id;
}

/** The driver comes to load before the shift, or goes on with what the route is at. */
function wakeDriver(world: World, dayPlan: DayPlan, route: Route, driverId: string): void {
  const driver = world.courier.drivers.find((candidate) => candidate.driverId === driverId);
  if (!driver) throw new Error(`Route ${route.id} is of a driver that the demo doesn't know.`);
  const at = new Date(Math.max(Date.parse(route.shift.startsAt) - LOADING_AHEAD, world.clock.now().getTime()));
  world.agenda.spawn('driver', at, driveRoute(world, driver, { routeId: route.id, otherBarcodes: barcodesOfOthers(dayPlan, route) }, at));
}

/** A barcode that lies beside the van's own parcels in the depot: one of another route. */
function barcodesOfOthers(dayPlan: DayPlan, route: Route): string[] {
  return dayPlan.routes.filter((other) => other.id !== route.id).flatMap((other) => other.stops.flatMap((stop) => stop.deliveries.flatMap((delivery) => delivery.parcels.map((parcel) => parcel.barcode))));
}
