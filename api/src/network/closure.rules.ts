/** What of a closure decides whether an address is served on a day. */
export interface ClosedDays {
  readonly depotId: string;
  /** Null or undefined: the whole depot. */
  readonly territoryId?: string | null;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly reason: string;
}

/** The closure that keeps a territory from being served on a local date; undefined when there is none. */
export function findClosure<T extends ClosedDays>(closures: readonly T[], { depotId, territoryId, date }: { readonly depotId: string; readonly territoryId: string | null; readonly date: string }): T | undefined {
  return closures.find((closure) => closure.depotId === depotId && (closure.territoryId == null || closure.territoryId === territoryId) && closure.firstDate <= date && date <= closure.lastDate);
}
