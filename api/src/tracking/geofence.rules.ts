import { distanceMeters, type Position } from '../shared/geo.ts';
import { SECOND } from '../shared/time.ts';

/** A position, as far as fences care. */
export interface Sample extends Position {
  readonly at: Date;
  /** Meters. */
  readonly accuracy?: number | null;
  /** Meters a second. */
  readonly speed?: number | null;
}

/** A door of a route. */
export interface Door {
  readonly stopId: string;
  readonly position: Position;
  /** OPEN: to be visited. THERE: the van has arrived, and nothing was handed over yet. SERVED: it was, and the van was not seen leaving yet. */
  readonly state: 'OPEN' | 'THERE' | 'SERVED';
}

/** What is remembered between two batches of positions. Instants as ISO 8601, as it is stored. */
export interface FenceState {
  /** The door the van has been near to since. */
  readonly stopId?: string;
  readonly since?: string;
  /** Last instant inside. */
  readonly until?: string;
  /** Samples outside in a row. */
  readonly outside?: number;
  /** Last instant at the door that was served. */
  readonly servedUntil?: string;
}

export interface Crossing {
  readonly kind: 'ARRIVED' | 'LEFT';
  readonly stopId: string;
  readonly at: Date;
}

/** Meters from the door, to be there and to have left: between the two nothing changes, so that noise does not flutter. */
const INSIDE_METERS = 60;
const OUTSIDE_METERS = 120;
/** A sample's own error widens the fence by this much at most. */
const MOST_SLACK = 40;
/** Meters a second: slower is looking for a place to stop, or standing. */
const STANDING_SPEED = 2;
/** Near for so long is there, whatever the speed says. */
const STAY = 45 * SECOND;

/**
 * Which doors the van came to and left, from samples in order of time. There, it stands or stays; driving past is not arriving.
 * It has left with the second sample outside in a row.
 * @param doors the door the van is at or has served, and the open ones, next first
 */
export function crossFences(before: FenceState, samples: readonly Sample[], doors: readonly Door[]): { readonly state: FenceState; readonly crossings: readonly Crossing[] } {
  let state = before;
  const crossings: Crossing[] = [];
  let there = doors.find((door) => door.state === 'THERE');
  let served = doors.find((door) => door.state === 'SERVED');
  const open = doors.filter((door) => door.state === 'OPEN');
  for (const sample of samples) {
    if (there) {
      const meters = distanceMeters(sample, there.position);
      if (meters <= OUTSIDE_METERS + slack(sample)) state = { stopId: there.stopId, since: state.since ?? iso(sample), until: iso(sample) };
      else if ((state.outside ?? 0) < 1) state = { ...state, outside: 1 };
      else {
        crossings.push({ kind: 'LEFT', stopId: there.stopId, at: state.stopId === there.stopId && state.until ? new Date(state.until) : sample.at });
        there = undefined;
        state = {};
      }
      continue;
    }
    if (served && distanceMeters(sample, served.position) > OUTSIDE_METERS + slack(sample)) {
      crossings.push({ kind: 'LEFT', stopId: served.stopId, at: state.servedUntil ? new Date(state.servedUntil) : sample.at });
      served = undefined;
    }
    const around = served ? { servedUntil: iso(sample) } : {};
    // From one place to park several doors are served: the next one begins when the one before is done.
    const door = open.find(({ position }) => distanceMeters(sample, position) <= INSIDE_METERS + slack(sample));
    if (!door) {
      state = around;
      continue;
    }
    const since = state.stopId === door.stopId && state.since ? state.since : iso(sample);
    const isStanding = state.stopId === door.stopId && sample.speed != null && sample.speed <= STANDING_SPEED;
    state = { stopId: door.stopId, since, until: iso(sample), ...around };
    if (!isStanding && sample.at.getTime() - Date.parse(since) < STAY) continue;
    crossings.push({ kind: 'ARRIVED', stopId: door.stopId, at: new Date(since) });
    there = door;
    open.splice(open.indexOf(door), 1);
  }
  return { state, crossings };
}

function slack({ accuracy }: Sample): number {
  return Math.min(MOST_SLACK, accuracy ?? 0);
}

function iso({ at }: Sample): string {
  return at.toISOString();
}
