/** How many places may be held at one time without an order. */
export interface HoldCaps {
  /** By one quote, over all its days: a shopper who compares. */
  readonly perQuote: number;
  /** By one publishable key on all days: what a page may take. */
  readonly perKey: number;
  /** By one publishable key on one day, for each van of that day … */
  readonly perVan: number;
  /** … but at least so many on that day. */
  readonly leastPerDay: number;
  /** By all keys of one retailer on all days. */
  readonly perRetailer: number;
}

/**
 * What an honest shop never meets: a page that sells 150 orders an hour has 25 open holds, and a shopper compares two windows. A van
 * serves some 20 stops a day, so a key that anybody can read in a page takes a quarter of a day at most, for the minutes a hold lasts.
 */
export const DEFAULT_HOLD_CAPS: HoldCaps = { perQuote: 3, perKey: 500, perVan: 5, leastPerDay: 10, perRetailer: 2_000 };

/** Open holds as they are counted before one more is taken. */
export interface OpenHolds {
  readonly ofQuote: number;
  readonly ofKey: number;
  readonly ofKeyThatDay: number;
  readonly ofRetailer: number;
}

/**
 * Why one more place can't be held, for people, or undefined. The caps of a key are for publishable ones: a secret key is its
 * retailer's own, which the retailer's cap bounds.
 */
export function findCapReached(open: OpenHolds, options: { readonly caps: HoldCaps; readonly vans: number; readonly isPublishable: boolean }): string | undefined {
  const { caps, vans, isPublishable } = options;
  const perDay = Math.max(caps.leastPerDay, caps.perVan * vans);
  if (open.ofQuote >= caps.perQuote) return tooMany('This quote', caps.perQuote);
  if (isPublishable && open.ofKeyThatDay >= perDay) return tooMany('This key', perDay, ' of that day');
  if (isPublishable && open.ofKey >= caps.perKey) return tooMany('This key', caps.perKey);
  return open.ofRetailer >= caps.perRetailer ? tooMany('This retailer', caps.perRetailer) : undefined;
}

function tooMany(who: string, most: number, where = ''): string {
  return `${who} holds ${most} places${where}, which is the most at one time. Confirm or release one, or wait until one expires.`;
}
