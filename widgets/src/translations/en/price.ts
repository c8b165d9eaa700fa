import type { PricePartKind } from '../../internal/types.ts';

/** What makes a price, when somebody asks. */
export const price = {
  parts: {
    BASE: 'Delivery',
    MARGINAL_COST: 'Way to you',
    SCARCITY: 'Few places left',
    NARROW_WINDOW: 'Narrow window',
    LIMIT: 'Price limit',
    FREE: 'Free',
    ROUNDING: 'Rounding',
  } satisfies Record<PricePartKind, string>,
};
