/** Where a job would go and what it would cost there. */
export class Place {
  /** Node that the visit, or the first end of a pair, is put after; −1 when the job fits nowhere. */
  before = -1;
  /** Node that the second end of a pair is put after; the first end itself when they follow each other. */
  beforeSecond = -1;
  /** A reload that goes in with the visit: before it, after it, or none. */
  reload: Reload = RELOAD.none;
  cost = Infinity;

  clear(): void {
    this.before = this.beforeSecond = -1;
    this.reload = RELOAD.none;
    this.cost = Infinity;
  }
}

export const RELOAD = { none: 0, before: 1, after: 2 } as const;
export type Reload = (typeof RELOAD)[keyof typeof RELOAD];
