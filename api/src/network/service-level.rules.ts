import type { Destination } from './pickup-point.rules.ts';

/** What a service level sells. */
export const SERVICE_LEVEL_KINDS = ['SAME_DAY', 'NEXT_DAY', 'SCHEDULED', 'EVENING', 'EXPRESS'] as const;
export type ServiceLevelKind = (typeof SERVICE_LEVEL_KINDS)[number];

/** Most skills that a level may ask for. */
const MAX_SKILLS = 20;

/** A window offered each service day, as local wall-clock times `HH:MM`; the end is after the start, on the same day. */
export interface WindowPatternData {
  start: string;
  end: string;
}

/** Longest time before a window that a level may ask for, in seconds. */
const MAX_LEAD_SECONDS = 14 * 24 * 3600;
const MAX_SERVICE_SECONDS = 4 * 3600;
const MAX_HORIZON_DAYS = 60;
const MAX_WINDOWS = 48;
const MAX_CAP = 1_000_000;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What can be wrong with a service level; field names are those of `CreateServiceLevelInput`. */
export interface ServiceLevelTerms {
  readonly code: string;
  readonly kind: ServiceLevelKind;
  readonly windows: readonly WindowPatternData[];
  readonly leadTime: number;
  readonly cutoff?: string | null | undefined;
  readonly horizonDays: number;
  readonly serviceTime: number;
  readonly destinations: readonly Destination[];
  readonly skills: readonly string[];
  readonly maxDeliveriesPerWindow?: number | null | undefined;
}

/** Every fault of a service level's terms. Windows may overlap: a level can sell 10–12 beside 11–13. */
export function findServiceLevelFaults(terms: ServiceLevelTerms): { readonly field: string[]; readonly message: string }[] {
  const faults: { field: string[]; message: string }[] = [];
  const check = (isRight: boolean, field: string[], message: string) => void (isRight || faults.push({ field, message }));
  const { code, kind, windows, leadTime, cutoff, horizonDays, serviceTime, destinations, skills } = terms;
  const cap = terms.maxDeliveriesPerWindow;
  check(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(code), ['code'], 'Expected 1 to 40 letters, digits, "-" or "_".');
  check(windows.length >= 1 && windows.length <= MAX_WINDOWS, ['windows'], `Expected 1 to ${MAX_WINDOWS} windows, got ${windows.length}.`);
  windows.forEach(({ start, end }, index) => {
    const isPattern = LOCAL_TIME.test(start) && LOCAL_TIME.test(end) && start < end;
    check(isPattern, ['windows', String(index)], `Expected a window that ends after its start on the same day, got ${start}–${end}.`);
  });
  check(isWithin(leadTime, 0, MAX_LEAD_SECONDS), ['leadTime'], 'Expected a lead time from PT0S to P14D.');
  check(isWithin(horizonDays, 1, MAX_HORIZON_DAYS), ['horizonDays'], `Expected 1 to ${MAX_HORIZON_DAYS} days, got ${horizonDays}.`);
  check(isWithin(serviceTime, 0, MAX_SERVICE_SECONDS), ['serviceTime'], 'Expected a service time from PT0S to PT4H.');
  check(cutoff == null || LOCAL_TIME.test(cutoff), ['cutoff'], `Expected a local time such as "18:00", got "${cutoff}".`);
  check(cutoff == null || kind === 'NEXT_DAY', ['cutoff'], `Only NEXT_DAY has a cut-off on the day before; ${kind} is sold until its lead time before the window.`);
  check(destinations.length >= 1 && new Set(destinations).size === destinations.length, ['destinations'], 'Expected at least one destination, each once.');
  check(skills.length <= MAX_SKILLS && skills.every((skill) => /^[A-Z][A-Z0-9_]{0,39}$/.test(skill)), ['skills'], `Expected at most ${MAX_SKILLS} skills in capitals such as "TWO_PERSON".`);
  check(cap == null || isWithin(cap, 0, MAX_CAP), ['maxDeliveriesPerWindow'], `Expected 0 to ${MAX_CAP}, or null for no cap, got ${cap}.`);
  return faults;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
