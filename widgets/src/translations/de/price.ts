import type { price as Price } from '../en/price.ts';

export const price: typeof Price = {
  parts: {
    BASE: 'Lieferung',
    MARGINAL_COST: 'Weg zu Ihnen',
    SCARCITY: 'Wenige Plätze',
    NARROW_WINDOW: 'Enges Fenster',
    LIMIT: 'Preisgrenze',
    FREE: 'Kostenlos',
    ROUNDING: 'Rundung',
  },
};
