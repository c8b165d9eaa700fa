import type { NarrowWindowsData } from '../network/price.rules.ts';

/** A span in epoch seconds, the end not included. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A narrower window, and what it takes from the plan. */
export interface NarrowWindow extends Span {
  /** How much less the van may be late than with the wide window, in seconds. */
  readonly slackTakenSeconds: number;
}

/**
 * The narrower window that can be promised at a place found for a wide one, or undefined. The van is free to begin from `start` (its earliest) to
 * `latestStart`, so a shorter window inside of that span breaks no promise; it is shown only when, arriving as early as it can, the van may
 * still become `leastSlackSeconds` late. A narrower promise costs flexibility that later insertions would have used, which is why it is not offered
 * everywhere, and what its price is for (Köhler, Ehmke and Campbell 2020, "Flexible time window management for attended home deliveries", Omega 91).
 * Of the candidates, at multiples of the length from the window's start, the first with slack enough.
 */
export function narrowWindowAt(wide: Span, place: { readonly start: number; readonly latestStart: number }, { lengthSeconds, leastSlackSeconds }: NarrowWindowsData): NarrowWindow | undefined {
  if (wide.until - wide.from <= lengthSeconds) return undefined;
  const wideSlack = place.latestStart - place.start;
  for (let from = wide.from + Math.floor((place.start - wide.from) / lengthSeconds) * lengthSeconds; from <= place.latestStart && from + lengthSeconds <= wide.until; from += lengthSeconds) {
    const until = from + lengthSeconds;
    const slack = Math.min(place.latestStart, until - 1) - Math.max(place.start, from);
    if (slack >= leastSlackSeconds) return { from, until, slackTakenSeconds: wideSlack - slack };
  }
  return undefined;
}
