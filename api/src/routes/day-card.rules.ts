import { readyTimes, type RouteCard } from './route-card.rules.ts';

/** The plan of one depot and day as quotes keep it: the crews of all shifts, and the routes that take stops as arrays. */
export interface DayCard {
  readonly date: string;
  /** Of the day plan; 0 while there is none. */
  readonly version: number;
  readonly cards: readonly RouteCard[];
  /** Those of them that take stops. */
  readonly open: readonly RouteCard[];
  /** Until when time changes nothing: a shift begins, or a driver who isn't there can't be assumed any more; infinite without an open route. */
  readonly steadyUntil: number;
  /** When the next hold of the day ends, in epoch seconds; infinite without one. */
  readonly nextExpiry: number;
}

export function dayCard(date: string, version: number, cards: readonly RouteCard[]): DayCard {
  const open = cards.filter((card) => card.takesStops);
  const firstOf = (some: readonly RouteCard[], instant: (card: RouteCard) => number) => some.reduce((first, card) => Math.min(first, instant(card)), Infinity);
  return { date, version, cards, open, steadyUntil: firstOf(open, (card) => Math.min(card.shiftStart, card.assumedUntil - 1)), nextExpiry: firstOf(cards, (card) => card.nextExpiry) };
}

/** A route that takes stops now, with when its van is ready at each place. */
export interface ReadyRoute {
  readonly card: RouteCard;
  readonly ready: Float64Array;
}

const LAST_READY = new WeakMap<DayCard, { readonly now: number; readonly routes: readonly ReadyRoute[] }>();

/**
 * The routes of a day that can take a stop if their vans leave no earlier than now, in whole epoch seconds. Until a shift begins, or
 * a day on which somebody is still missing, that is the same at any time, so it is remembered.
 */
export function readyRoutes(day: DayCard, now: number): readonly ReadyRoute[] {
  const last = LAST_READY.get(day);
  if (last && (last.now === now || Math.max(last.now, now) <= day.steadyUntil)) return last.routes;
  const routes = day.open.flatMap((card) => {
    const ready = now < card.assumedUntil && readyTimes(card, Math.max(card.shiftStart, now));
    return ready ? [{ card, ready }] : [];
  });
  LAST_READY.set(day, { now, routes });
  return routes;
}
