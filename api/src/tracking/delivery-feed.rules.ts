import type { DeliveryState } from '../orders/delivery.rules.ts';

/** What calendars and programs of a recipient may know: nothing of who receives it, and not where. */
export interface DeliveryFeed {
  readonly deliveryId: string;
  readonly reference: string;
  readonly state: DeliveryState;
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
  /** The shop. */
  readonly brandName: string;
  /** BCP 47, of the shop. */
  readonly locale: string;
  /** The courier. */
  readonly carrierName: string;
  /** How often the window was changed or the delivery canceled: what RFC 5545 calls the sequence. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
