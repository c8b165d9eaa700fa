import { LockMode } from '@mikro-orm/postgresql';
import type { Transaction } from '../platform/mutate.ts';
import { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import { isPosition, type Position } from '../shared/geo.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { deviceTime } from './device-time.rules.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { findVisits } from './find-driver-route.ts';
import { markDeparted } from './mark-departure.ts';

export interface DepartInput {
  readonly stopId: string;
  readonly at?: Date | null;
  readonly position?: Position | null;
}

export interface DepartOutcome {
  readonly stopId: string | null;
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

/** The driver says when the van left a door; corrects what was detected. */
export async function departFromStop(tx: Transaction, { stopId, at, position }: DepartInput): Promise<DepartOutcome> {
  const happenedAt = deviceTime(at, tx.clock.now());
  if (!(happenedAt instanceof Date)) return refused(happenedAt);
  if (position && !isPosition(position)) return refused(userError('INVALID_INPUT', 'The position is not on Earth.', ['position']));
  const stop = await tx.em.findOne(Stop, { id: stopId });
  // The last hand-over ended the route: its departure is told after that.
  const route = stop && (await tx.em.findOne(Route, { id: stop.routeId, driverId: tx.actor?.subjectId ?? '', state: { $in: ['STARTED', 'FINISHED'] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }));
  const visit = route && (await findVisits(tx.em, route.id)).find((each) => each.stop.id === stopId);
  if (!route || !visit) return refused(userError('NOT_FOUND', `The route you are on has no stop ${stopId}.`, ['stopId']));
  if (visit.stop.state === 'PLANNED') return refused(userError('INVALID_STATE', 'Arrive at this stop first.', ['stopId']));
  markDeparted(tx, { route, visit, at: happenedAt, how: 'TAPPED' });
  return { stopId, userErrors: [] };
}

function refused(error: UserErrorData<DriverErrorCode>): DepartOutcome {
  return { stopId: null, userErrors: [error] };
}
