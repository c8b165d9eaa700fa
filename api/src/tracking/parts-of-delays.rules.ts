import { SECOND } from '../shared/time.ts';
import { delayParts, type DelayParts, type WalkedStop } from './because.rules.ts';
import type { Estimate, StopAhead } from './eta.rules.ts';

/** A stop as it was planned and as far as it has happened. */
export interface PlannedStop {
  readonly id: string;
  readonly sequence: number;
  readonly driveSeconds: number;
  readonly serviceSeconds: number;
  readonly windowStart: Date;
  readonly plannedArrival: Date;
  readonly plannedDeparture: Date;
  readonly arrivedAt?: Date | null;
  readonly departedAt?: Date | null;
}

export interface RouteProgress {
  readonly route: { readonly startedAt?: Date | null; readonly startsAt: Date };
  /** All visits in planned order. */
  readonly stops: readonly PlannedStop[];
  /** Open ones in the order they will be served, with what is expected of each. */
  readonly ahead: readonly StopAhead[];
  readonly bands: readonly Estimate[];
  readonly seenAt: Date;
  readonly now: Date;
}

/** What the distance between plan and estimate of each open stop is made of: what has happened so far, and what is expected from here. */
export function partsOfDelays({ route, stops, ahead, bands, seenAt, now }: RouteProgress): DelayParts[] {
  const start = seconds(route.startedAt ?? route.startsAt);
  const first = stops[0]!;
  const startedLate = start - (seconds(first.plannedArrival) - first.driveSeconds);
  const openIds = new Set(ahead.map(({ id }) => id));
  const past = stops.filter((stop) => !openIds.has(stop.id) && stop.departedAt).toSorted((a, b) => seconds(a.departedAt!) - seconds(b.departedAt!));
  const walk: WalkedStop[] = [];
  let clock = start;
  for (const stop of past) {
    const arrived = seconds(stop.arrivedAt ?? stop.departedAt!);
    const begun = Math.max(arrived, Math.min(seconds(stop.windowStart), seconds(stop.departedAt!)));
    walk.push({ ...plannedOf(stop, stops), drive: arrived - clock, wait: begun - arrived, service: seconds(stop.departedAt!) - begun });
    clock = seconds(stop.departedAt!);
  }
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  let departed = Math.max(clock, Math.min(seconds(seenAt), seconds(now)));
  return ahead.map((open, index) => {
    const stop = byId.get(open.id)!;
    // What has been driven since the last door counts as driving to the next one.
    const arrived = open.arrivedAt ? seconds(open.arrivedAt) : Math.max(departed + open.pauseSeconds + open.drive.seconds, seconds(now));
    const begun = Math.max(arrived, seconds(open.windowStart));
    const left = Math.max(begun + open.service.seconds, open.arrivedAt ? seconds(now) : 0);
    walk.push({ ...plannedOf(stop, stops), drive: arrived - clock - open.pauseSeconds, wait: begun - arrived, service: left - begun });
    [clock, departed] = [left, left];
    const total = seconds(bands[index]!.p50) - seconds(stop.plannedArrival);
    const isInOrder = walk.every((visit, place) => visit.stopId === stops[place]?.id);
    return delayParts([...walk], { startedLate, isInOrder, total });
  });
}

/** Drive, wait and service as planned; a planned break is part of neither. */
function plannedOf(stop: PlannedStop, stops: readonly PlannedStop[]) {
  const before = stops[stops.indexOf(stop) - 1];
  const isWaiting = stop.plannedArrival.getTime() <= stop.windowStart.getTime();
  const idle = before ? seconds(stop.plannedArrival) - seconds(before.plannedDeparture) - stop.driveSeconds : 0;
  return { stopId: stop.id, plannedDrive: stop.driveSeconds, plannedWait: isWaiting ? Math.max(0, idle) : 0, plannedService: stop.serviceSeconds };
}

function seconds(instant: Date): number {
  return instant.getTime() / SECOND;
}
