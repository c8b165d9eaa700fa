import { MINUTE, SECOND } from '../shared/time.ts';

export const ETA_REASON_KINDS = ['START', 'TRAFFIC', 'UNLOADING', 'WINDOW', 'ORDER'] as const;
export type EtaReasonKind = (typeof ETA_REASON_KINDS)[number];

/** One reason why an estimate moved. */
export interface EtaReasonData {
  readonly kind: EtaReasonKind;
  /** Positive is later, negative earlier; the reasons of one change add up to it. */
  readonly minutes: number;
  readonly message: string;
}

/** What the distance between plan and estimate is made of, in seconds; together they are the whole of it. `lastUnloading` is at the stop just before. */
export type DelayParts = Readonly<Record<'start' | 'traffic' | 'unloading' | 'lastUnloading' | 'window' | 'order', number>>;

export const NO_DELAY: DelayParts = { start: 0, traffic: 0, unloading: 0, lastUnloading: 0, window: 0, order: 0 };

/** One visit of a route as it was planned and as it went, or is expected to go; in the order in which they are made. Seconds. */
export interface WalkedStop {
  readonly stopId: string;
  readonly plannedDrive: number;
  readonly drive: number;
  readonly plannedWait: number;
  readonly wait: number;
  readonly plannedService: number;
  readonly service: number;
}

/**
 * Takes the distance between plan and estimate of a stop apart.
 * @param walk all visits up to and with that stop
 * @param startedLate seconds that the route started late
 * @param isInOrder whether the visits before it are those that were planned before it, in that order
 * @param total seconds between plan and estimate: what the parts add up to
 */
export function delayParts(walk: readonly WalkedStop[], { startedLate, isInOrder, total }: { readonly startedLate: number; readonly isInOrder: boolean; readonly total: number }): DelayParts {
  const before = walk.slice(0, -1);
  const sum = (visits: readonly WalkedStop[], part: (visit: WalkedStop) => number) => visits.reduce((all, visit) => all + part(visit), 0);
  const late = (visit: WalkedStop) => visit.service - visit.plannedService;
  const parts = {
    start: startedLate,
    traffic: sum(walk, (visit) => visit.drive - visit.plannedDrive),
    window: sum(walk, (visit) => visit.wait - visit.plannedWait),
    unloading: sum(before.slice(0, -1), late),
    lastUnloading: sum(before.slice(-1), late),
    order: 0,
  };
  const rest = total - Object.values(parts).reduce((all, part) => all + part, 0);
  // What no visit accounts for: other stops than planned, or the middle of what may happen on the way.
  return isInOrder ? { ...parts, traffic: parts.traffic + rest } : { ...parts, order: rest };
}

const WORDS: Readonly<Record<keyof DelayParts, { kind: EtaReasonKind; later: string; earlier: string }>> = {
  start: { kind: 'START', later: 'the van left the depot later than planned', earlier: 'the van left the depot earlier than planned' },
  traffic: { kind: 'TRAFFIC', later: 'traffic is slower than planned', earlier: 'traffic is faster than planned' },
  lastUnloading: { kind: 'UNLOADING', later: 'unloading takes longer at the stop before you', earlier: 'unloading was quicker at the stop before you' },
  unloading: { kind: 'UNLOADING', later: 'unloading took longer at earlier stops', earlier: 'unloading was quicker at earlier stops' },
  window: { kind: 'WINDOW', later: 'the van waits for a delivery window to open', earlier: 'less waiting for delivery windows on the way' },
  order: { kind: 'ORDER', later: 'the order of stops changed', earlier: 'the order of stops changed' },
};

/** The reasons of a move, largest first; their minutes add up to its whole minutes. */
export function reasonsOf(before: DelayParts, after: DelayParts, moved: { readonly from: Date; readonly to: Date }): EtaReasonData[] {
  const total = Math.round(moved.to.getTime() / MINUTE) - Math.round(moved.from.getTime() / MINUTE);
  const keys = Object.keys(WORDS) as (keyof DelayParts)[];
  const exact = new Map(keys.map((key) => [key, ((after[key] - before[key]) * SECOND) / MINUTE]));
  // A change of the plan itself is a change of the order of stops.
  const explained = [...exact.values()].reduce((sum, minutes) => sum + minutes, 0);
  if (Math.abs(total - explained) >= 1) exact.set('order', exact.get('order')! + total - explained);
  const whole = addingUp(exact, total);
  return keys
    .map((key) => ({ key, minutes: whole.get(key)! }))
    .filter(({ minutes }) => minutes !== 0)
    .toSorted((a, b) => Math.abs(b.minutes) - Math.abs(a.minutes))
    .map(({ key, minutes }) => ({ kind: WORDS[key].kind, minutes, message: sentence(minutes, minutes > 0 ? WORDS[key].later : WORDS[key].earlier) }));
}

/** Whole numbers near the given ones that add up to `total`: what is left goes to those that lost most by rounding. */
function addingUp<K>(exact: ReadonlyMap<K, number>, total: number): Map<K, number> {
  const whole = new Map([...exact].map(([key, value]) => [key, Math.round(value)]));
  let left = total - [...whole.values()].reduce((sum, value) => sum + value, 0);
  const byLoss = [...exact].toSorted(([a, x], [b, y]) => (y - whole.get(b)! - (x - whole.get(a)!)) * Math.sign(left));
  for (let index = 0; left !== 0; index = (index + 1) % byLoss.length) {
    const [key] = byLoss[index]!;
    whole.set(key, whole.get(key)! + Math.sign(left));
    left -= Math.sign(left);
  }
  return whole;
}

function sentence(minutes: number, words: string): string {
  const count = Math.abs(minutes);
  return `${count} ${count === 1 ? 'minute' : 'minutes'} ${minutes > 0 ? 'later' : 'earlier'}: ${words}.`;
}
