import type { words as Words } from '../en/picker.ts';
import { counted } from '../counted.ts';

export { common } from './common.ts';

const n = (count: number, other: string) => counted('ja', count, { other });

export const words: typeof Words = {
  title: '配達時間帯を選ぶ',
  days: '配達日',
  windowCount: (count) => (count ? n(count, '#件') : '満員'),
  nothingThisDay: 'この日は空きがありません。別の日をお試しください。',
  refusedCount: (count) => n(count, '選択できない時間帯 #件'),
  needAddress: 'お届け先を入力すると、お約束できる時間帯が表示されます。',
  loading: 'お届け先の時間帯を探しています…',
  loaded: (count) => n(count, '#件の時間帯を選べます。'),
  greenest: '最も環境にやさしい：近くを通ります',
  holding: '時間帯を確保しています…',
  held: '確保しました',
  heldFor: (time) => `残り${time}`,
  heldUntilPaid: '時間内にご注文を完了してください。',
  heldTold: (window, minutes) => n(minutes, `${window}を#分間確保しました。`),
  minutesLeft: (minutes) => n(minutes, '時間帯の確保は残り#分です。'),
  secondsLeft: (seconds) => n(seconds, '時間帯の確保は残り#秒です。'),
  extend: '確保を延長する',
  required: '配達時間帯をお選びください。',
  wait: '時間帯を確保しています。少々お待ちください。',
};
