import type { price as Price } from '../en/price.ts';

export const price: typeof Price = {
  parts: {
    BASE: 'Livraison',
    MARGINAL_COST: 'Trajet jusqu’à vous',
    SCARCITY: 'Peu de places',
    NARROW_WINDOW: 'Créneau étroit',
    LIMIT: 'Limite de prix',
    FREE: 'Offert',
    ROUNDING: 'Arrondi',
  },
};
