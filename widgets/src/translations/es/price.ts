import type { price as Price } from '../en/price.ts';

export const price: typeof Price = {
  parts: {
    BASE: 'Entrega',
    MARGINAL_COST: 'Camino hasta usted',
    SCARCITY: 'Quedan pocas plazas',
    NARROW_WINDOW: 'Franja estrecha',
    LIMIT: 'Límite de precio',
    FREE: 'Sin coste',
    ROUNDING: 'Redondeo',
  },
};
