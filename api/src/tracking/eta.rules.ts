import { normalCdf, normalQuantile } from '../shared/normal.ts';
import { SECOND } from '../shared/time.ts';
import { drawsOf, normalDrawsOf, SCENARIOS } from './draws.rules.ts';

/** How long something usually takes, and how much that varies. Log-normal: durations have a long tail to the right. */
export interface UsualDuration {
  /** Median, in seconds. */
  readonly seconds: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
}

/** A stop that is still open, as far as arrivals depend on it. */
export interface StopAhead {
  readonly id: string;
  /** From where the van is, or from the stop before in this list. */
  readonly drive: UsualDuration;
  readonly service: UsualDuration;
  /** A break that is planned before it, in seconds. */
  readonly pauseSeconds: number;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  /** Set while the driver is at this door. */
  readonly arrivedAt: Date | null;
}

export interface RouteAhead {
  /** When the van was last heard of. */
  readonly seenAt: Date;
  readonly now: Date;
  /** Spread of what all legs of a day have in common. */
  readonly commonSpread: number;
  /** In the order they will be served. */
  readonly stops: readonly StopAhead[];
}

/** When the service at a stop probably begins. Always p10 ≤ p50 ≤ p90. */
export interface Estimate {
  readonly p10: Date;
  readonly p50: Date;
  readonly p90: Date;
}

export interface Outlook extends Estimate {
  /** Probability that the service begins after the window. */
  readonly lateness: number;
}

/**
 * When a vehicle begins to serve each open stop, in the order given. The day is played through in a fixed set of ways:
 * legs, services, waiting for windows, planned breaks; what is under way is drawn on the condition that it has taken as long as it has.
 * So a band widens with each leg, narrows where waiting swallows delays, and a visit that drags on is expected to drag on.
 * Pure, and the same answer for the same facts.
 */
export function estimateArrivals({ seenAt, now, commonSpread, stops }: RouteAhead): Map<string, Outlook> {
  const begins = stops.map(() => new Float64Array(SCENARIOS));
  const nowSeconds = now.getTime() / SECOND;
  const seen = Math.min(seenAt.getTime() / SECOND, nowSeconds);
  const common = normalDrawsOf(0);
  for (let scenario = 0; scenario < SCENARIOS; scenario += 1) {
    let clock = seen;
    const pace = Math.exp(commonSpread * common[scenario]!);
    stops.forEach((stop, index) => {
      const opens = stop.windowStart.getTime() / SECOND;
      const [drive, service] = [1 + 2 * index, 2 + 2 * index];
      if (stop.arrivedAt) {
        // Another open door before this one is served first.
        const begun = Math.max(stop.arrivedAt.getTime() / SECOND, opens, index > 0 ? clock : 0);
        begins[index]![scenario] = Math.max(stop.arrivedAt.getTime() / SECOND, opens);
        clock = begun + lasting(stop.service, service, scenario, nowSeconds - begun);
        return;
      }
      const underWay = index === 0 ? nowSeconds - clock - stop.pauseSeconds : 0;
      const arrival = clock + stop.pauseSeconds + pace * lasting(stop.drive, drive, scenario, underWay / pace);
      const begin = Math.max(arrival, opens, nowSeconds);
      begins[index]![scenario] = begin;
      clock = begin + lasting(stop.service, service, scenario, 0);
    });
  }
  return new Map(stops.map((stop, index) => [stop.id, outlookOf(begins[index]!, stop)]));
}

/** A draw of how long it takes, given that it has taken `elapsed` seconds already and is not over. */
function lasting({ seconds, spread }: UsualDuration, source: number, scenario: number, elapsed: number): number {
  if (elapsed <= 0 || seconds <= 0) return Math.max(elapsed, seconds * Math.exp(spread * normalDrawsOf(source)[scenario]!));
  const past = normalCdf(Math.log(elapsed / seconds) / spread);
  const left = 1 - past;
  const draw = drawsOf(source)[scenario]!;
  // So far out that the distribution says nothing any more: up to a quarter longer.
  if (left < 1e-6) return elapsed * (1 + 0.25 * draw);
  return Math.max(elapsed, seconds * Math.exp(spread * normalQuantile(Math.min(1 - 1e-9, past + left * draw))));
}

function outlookOf(begins: Float64Array, { windowEnd }: StopAhead): Outlook {
  begins.sort();
  const end = windowEnd.getTime() / SECOND;
  let late = 0;
  for (let index = SCENARIOS - 1; index >= 0 && begins[index]! >= end; index -= 1) late += 1;
  return { p10: at(begins, 0.1), p50: at(begins, 0.5), p90: at(begins, 0.9), lateness: late / SCENARIOS };
}

/** A quantile of sorted seconds, between the two nearest, as an instant of whole seconds. */
function at(sorted: Float64Array, quantile: number): Date {
  const place = quantile * SCENARIOS - 0.5;
  const below = Math.floor(place);
  const share = place - below;
  return new Date(Math.round(sorted[below]! * (1 - share) + sorted[below + 1]! * share) * SECOND);
}
