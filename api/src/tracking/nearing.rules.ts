/** How near a delivery may be told to be, nearest last: each line is told once a route, however often it is crossed. */
export const NEARING_MINUTES = [60, 30, 20, 15, 10, 5] as const;
export const NEARING_METERS = [5_000, 2_000, 1_000, 500, 200] as const;

/** The event that tells of it; its data are a `NearingNews`. */
export const NEARING_EVENT = 'delivery.nearing';

/** The nearest lines that were told so far; null before the first. */
export interface NearingTold {
  readonly minutes: number | null;
  readonly meters: number | null;
}

/** What is worth telling of a delivery that has come nearer. */
export interface NearingNews {
  /** The line that the estimate (p50) is below now, and the one it was below when it was last told. */
  readonly withinMinutes: number | null;
  readonly withinMinutesBefore: number | null;
  /** The same for the vehicle's distance, which counts once this door is the next. */
  readonly withinMeters: number | null;
  readonly withinMetersBefore: number | null;
}

/** Undefined unless a nearer line was crossed than was ever told. A leap over several lines is told once, with the nearest. */
export function nearingNews(told: NearingTold, now: { readonly minutes: number; readonly meters: number | null }): NearingNews | undefined {
  const withinMinutes = nearest(NEARING_MINUTES, now.minutes, told.minutes);
  const withinMeters = now.meters === null ? told.meters : nearest(NEARING_METERS, now.meters, told.meters);
  if (withinMinutes === told.minutes && withinMeters === told.meters) return undefined;
  return { withinMinutes, withinMinutesBefore: told.minutes, withinMeters, withinMetersBefore: told.meters };
}

/** The smallest line that holds the value, or what was told when that is nearer. */
function nearest(lines: readonly number[], value: number, told: number | null): number | null {
  const line = lines.findLast((one) => value <= one) ?? null;
  if (line === null || (told !== null && told <= line)) return told;
  return line;
}
