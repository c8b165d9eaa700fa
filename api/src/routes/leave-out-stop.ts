import { drivingCost, type CostModel } from './cost.rules.ts';
import type { PlannedVisit, PlanPicture, RoutePicture } from './plan-picture.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

/** A plan as it would be without one of its stops, and what driving it would cost less, in minor units, not rounded. */
export interface RelievedPlan {
  readonly picture: PlanPicture;
  readonly savedMinor: number;
}

/** Leaves the stop that matches out of a picture; without one the picture is as it was. */
export async function leaveOutStop(travelTimes: TravelTimes, picture: PlanPicture, costModel: CostModel, matches: (visit: PlannedVisit) => boolean): Promise<RelievedPlan> {
  const route = picture.routes.find(({ visits }) => visits.some(matches));
  if (!route) return { picture, savedMinor: 0 };
  const visits = route.visits.filter((visit) => !matches(visit));
  const { seconds, meters } = await travelTimes.path([picture.depot, ...visits.map(({ position }) => position), picture.depot], route.vehicleKind);
  const legs = visits.length === 0 ? { driveSeconds: [0], driveMeters: [0] } : { driveSeconds: [...seconds], driveMeters: [...meters] };
  const relieved: RoutePicture = { ...route, visits, ...legs };
  return { picture: { ...picture, routes: picture.routes.map((each) => (each === route ? relieved : each)) }, savedMinor: routeCost(route, costModel) - routeCost(relieved, costModel) };
}

/** What driving a route costs, in minor units, not rounded. */
export function routeCost({ driveMeters, driveSeconds }: Pick<RoutePicture, 'driveMeters' | 'driveSeconds'>, costModel: CostModel): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return drivingCost(costModel, sum(driveMeters), sum(driveSeconds));
}
