import { readyTimes, type RouteCard } from './route-card.rules.ts';

/** The plan of one depot and day as quotes keep it: the crews of all shifts, and the routes that take stops as arrays. */
export interface DayCard {
  readonly date: string;
  /** Of the day plan; 0 while there is none. */
  readonly version: number;
  readonly cards: readonly RouteCard[];
  /** Those of them that take stops. */
  readonly open: readonly RouteCard[];
  /** When the first of the open routes may leave; infinite without one. */
  readonly firstStart: number;
  /** When the next hold of the day ends, in epoch seconds; infinite without one. */
  readonly nextExpiry: number;
}

export function dayCard(date: string, version: number, cards: readonly RouteCard[]): DayCard {
  const open = cards.filter((card) => card.takesStops);
  const firstOf = (some: readonly RouteCard[], instant: (card: RouteCard) => number) => some.reduce((first, card) => Math.min(first, instant(card)), Infinity);
  return { date, version, cards, open, firstStart: firstOf(open, (card) => card.shiftStart), nextExpiry: firstOf(cards, (card) => card.nextExpiry) };
}

/** A route that takes stops now, with when its van is ready at each place. */
export interface ReadyRoute {
  readonly card: RouteCard;
  readonly ready: Float64Array;
}

const LAST_READY = new WeakMap<DayCard, { readonly now: number; readonly routes: readonly ReadyRoute[] }>();

/**
 * The routes of a day that can take a stop if their vans leave no earlier than now, in whole epoch seconds. As long as no shift has begun
 * that is the same at any time, so it is remembered.
 */
export function readyRoutes(day: DayCard, now: number): readonly ReadyRoute[] {
  const last = LAST_READY.get(day);
  if (last && (last.now === now || Math.max(last.now, now) <= day.firstStart)) return last.routes;
  const routes = day.open.flatMap((card) => {
    const ready = readyTimes(card, Math.max(card.shiftStart, now));
    return ready ? [{ card, ready }] : [];
  });
  LAST_READY.set(day, { now, routes });
  return routes;
}
