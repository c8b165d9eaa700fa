import type { price as Price } from '../en/price.ts';

export const price: typeof Price = {
  parts: {
    BASE: 'التوصيل',
    MARGINAL_COST: 'الطريق إليك',
    SCARCITY: 'أماكن قليلة',
    NARROW_WINDOW: 'فترة ضيقة',
    LIMIT: 'حد السعر',
    FREE: 'مجانًا',
    ROUNDING: 'تقريب',
  },
};
