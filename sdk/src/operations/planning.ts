import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  AssignRouteDocument, DayPlanDocument, DepotCapacityDocument, DispatchRouteDocument, MoveStopDocument, PlanDayDocument, RouteDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { Transport } from '../transport.ts';
import type { DayCapacity, DayPlan, Route } from '../types.ts';

/** Plans and routes, with a secret key of the organization. */
export interface PlanningOperations {
  /** The plan of a depot on a date (`YYYY-MM-DD`), or null when there is none yet. */
  readonly dayPlan: QueryCall<types.DayPlanQueryVariables, DayPlan | null>;
  /** What a depot has promised day by day (1 to 7), and what still fits by window and area; null without such a depot. */
  readonly depotCapacity: QueryCall<types.DepotCapacityQueryVariables, readonly DayCapacity[] | null>;
  /** A route with its stops and loading, or null. */
  readonly route: QueryCall<types.RouteQueryVariables, Route | null>;
  /** Turns the confirmed deliveries of a day into routes. May take tens of seconds: allow `attemptTimeoutMs` for large days. */
  readonly planDay: MutationCall<types.PlanDayInput, types.PlanDayMutation['planDay'], 'dayPlan'>;
  /** Moves a stop within or between routes; refused with `INFEASIBLE` when a promise would break. */
  readonly moveStop: MutationCall<types.MoveStopInput, types.MoveStopMutation['moveStop'], 'dayPlan'>;
  /** Gives a route to a driver. */
  readonly assignRoute: MutationCall<types.AssignRouteInput, types.AssignRouteMutation['assignRoute'], 'route'>;
  /** Hands a route to its driver for loading. */
  readonly dispatchRoute: MutationCall<types.DispatchRouteInput, types.DispatchRouteMutation['dispatchRoute'], 'route'>;
}

/** The planners' calls over a transport. */
export function planningOperations(transport: Transport): PlanningOperations {
  return {
    dayPlan: queryCall(transport, DayPlanDocument, 'dayPlan'),
    depotCapacity: queryCall(transport, DepotCapacityDocument, 'depotCapacity'),
    route: queryCall(transport, RouteDocument, 'route'),
    planDay: mutationCall(transport, PlanDayDocument, 'planDay', 'dayPlan'),
    moveStop: mutationCall(transport, MoveStopDocument, 'moveStop', 'dayPlan'),
    assignRoute: mutationCall(transport, AssignRouteDocument, 'assignRoute', 'route'),
    dispatchRoute: mutationCall(transport, DispatchRouteDocument, 'dispatchRoute', 'route'),
  };
}
