import type { common as Common } from '../en/common.ts';

export const common: typeof Common = {
  retry: 'もう一度試す',
  free: '無料',
  inZone: (zone) => `時刻は${zone}です。`,
  notAvailable: '選択できません',
  reasons: {
    FULL: '満員',
    AFTER_CUTOFF: '受付終了',
    OUTSIDE_TERRITORY: '配達エリア外',
    NO_SKILL: '対応できる担当者がいません',
    DRIVER_HOURS: 'ドライバーの勤務時間に空きがありません',
    TOO_LARGE: '車両に積めない大きさです',
    CLOSED: 'この日は配達がありません',
    UNKNOWN_ADDRESS: '住所が見つかりません',
  },
};
