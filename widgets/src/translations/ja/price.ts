import type { price as Price } from '../en/price.ts';

export const price: typeof Price = {
  parts: {
    BASE: '配達',
    MARGINAL_COST: 'お届け先までの道のり',
    SCARCITY: '残りわずか',
    NARROW_WINDOW: '短い時間帯',
    LIMIT: '料金の上限・下限',
    FREE: '無料',
    ROUNDING: '端数処理',
  },
};
