import type { trouble as Trouble } from '../en/trouble.ts';

export const trouble: typeof Trouble = {
  failed: '配達時間帯を読み込めませんでした。',
  failedHint: '接続が切れた可能性があります。入力内容は失われていません。',
  unavailable: '現在、配達時間帯をご利用いただけません。',
  unavailableHint: '続く場合はショップにお問い合わせください。',
  refusedAll: {
    FULL: '今後数日の時間帯はすべて埋まっています。',
    AFTER_CUTOFF: 'この期間の配達受付は終了しました。',
    OUTSIDE_TERRITORY: 'この住所にはまだ配達していません。',
    NO_SKILL: '今後数日、このご注文に対応できる担当者がいません。',
    DRIVER_HOURS: '今後数日、ドライバーの勤務時間に空きがありません。',
    TOO_LARGE: 'このご注文は車両に積めない大きさです。',
    CLOSED: '今後数日は配達がありません。',
    UNKNOWN_ADDRESS: 'この住所が見つかりませんでした。',
  },
  refusedHint: '住所をご確認のうえ、後ほどもう一度お試しください。',
  expired: '確保の時間が過ぎました。',
  expiredHint: '時間帯は再び公開されました。まだ空いているかもしれません。もう一度お選びください。',
  gone: '一足違いで、この時間帯は埋まりました。',
  goneHint: '近い順に、まだ空いている時間帯：',
  goneNothing: '別の時間帯をお選びください。',
  moved: 'ご注文内容が変わったため、この時間帯には収まりません。',
  holdFailed: 'この時間帯を確保できませんでした。',
  extendRefused: 'これ以上延長できません。今すぐご注文を完了してください。',
};
