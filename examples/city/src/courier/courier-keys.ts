/** IANA zone of the city. */
export const TIME_ZONE = 'America/Los_Angeles';

/** Keys of one shop of the demo; they were shown once. */
export interface RetailerKeys {
  readonly id: string;
  readonly name: string;
  /** Order references of the shop start with it. */
  readonly referencePrefix: string;
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** What must be kept to drive the demo courier again. */
export interface CourierKeys {
  readonly organizationId: string;
  readonly secretKey: string;
  readonly retailers: readonly RetailerKeys[];
  /** Of the city it lives in. */
  readonly seed: string;
  /** Local date on which it was made. */
  readonly since: string;
  /** Number of drivers. */
  readonly drivers: number;
}
