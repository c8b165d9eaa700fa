/** What a service level sells. */
export const SERVICE_LEVEL_KINDS = ['SAME_DAY', 'NEXT_DAY', 'SCHEDULED', 'EVENING'] as const;
export type ServiceLevelKind = (typeof SERVICE_LEVEL_KINDS)[number];

/** A window offered each service day, as local wall-clock times `HH:MM`; the end is after the start, on the same day. */
export interface WindowPatternData {
  start: string;
  end: string;
}
