/** What a service level sells. */
export const SERVICE_LEVEL_KINDS = ['SAME_DAY', 'NEXT_DAY', 'SCHEDULED', 'EVENING'] as const;
export type ServiceLevelKind = (typeof SERVICE_LEVEL_KINDS)[number];

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
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What can be wrong with a service level; field names are those of `CreateServiceLevelInput`. */
interface ServiceLevelTerms {
  readonly code: string;
  readonly kind: ServiceLevelKind;
  readonly windows: readonly WindowPatternData[];
  readonly leadTime: number;
  readonly cutoff?: string | null | undefined;
  readonly horizonDays: number;
  readonly serviceTime: number;
}

/** Every fault of a service level's terms. Windows may overlap: a level can sell 10–12 beside 11–13. */
export function findServiceLevelFaults(terms: ServiceLevelTerms): { readonly field: string[]; readonly message: string }[] {
  const faults: { field: string[]; message: string }[] = [];
  const check = (isRight: boolean, field: string[], message: string) => void (isRight || faults.push({ field, message }));
  const { code, kind, windows, leadTime, cutoff, horizonDays, serviceTime } = terms;
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
  return faults;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
