import type { HoldPolicy } from '../src/promise/hold-policy.rules.ts';
import { DEFAULT_HOLD_SECONDS } from '../src/promise/hold.rules.ts';

/** For tests and measurements in which one key stands for a whole city of shoppers. */
export const WITHOUT_CAPS: HoldPolicy = {
  lifetimeSeconds: DEFAULT_HOLD_SECONDS,
  caps: { perQuote: 1_000_000, perKey: 1_000_000, perVan: 1_000_000, perRetailer: 1_000_000 },
};
