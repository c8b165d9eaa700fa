import type { UnavailableReason } from '../../internal/types.ts';

/** Used by both widgets. English is the type of every other language, so that a missing key fails the compiler. */
export const common = {
  retry: 'Try again',
  free: 'Free',
  inZone: (zone: string) => `Times are in ${zone}.`,
  notAvailable: 'Not available',
  reasons: {
    FULL: 'Fully booked',
    AFTER_CUTOFF: 'Too late to book',
    OUTSIDE_TERRITORY: 'Outside our delivery area',
    NO_SKILL: 'No suitable crew',
    DRIVER_HOURS: 'Our drivers’ day is full',
    TOO_LARGE: 'Too large for our vans',
    CLOSED: 'No deliveries that day',
    UNKNOWN_ADDRESS: 'Address not found',
  } satisfies Record<UnavailableReason, string>,
};
