import type { words as Words } from '../en/picker.ts';
import { counted, type Forms } from '../counted.ts';

export { common } from './common.ts';

const windows: Forms = { one: 'فترة واحدة', two: 'فترتان', few: '# فترات', many: '# فترة', other: '# فترة' };
const minutes: Forms = { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' };
const seconds: Forms = { one: 'ثانية واحدة', two: 'ثانيتين', few: '# ثوانٍ', many: '# ثانية', other: '# ثانية' };

export const words: typeof Words = {
  title: 'اختر فترة التوصيل',
  days: 'يوم التوصيل',
  windowCount: (count) => (count ? counted('ar', count, windows) : 'ممتلئ'),
  nothingThisDay: 'لم يبق شيء متاح في هذا اليوم. قد يكون في يوم آخر متسع.',
  refusedCount: (count) => `غير متاح: ${counted('ar', count, windows)}`,
  needAddress: 'أدخل عنوان التوصيل لعرض الفترات التي يمكننا الوعد بها.',
  loading: 'نبحث عن فترات لعنوانك …',
  loaded: (count) => `المتاح: ${counted('ar', count, { zero: 'لا شيء', ...windows })}.`,
  greenest: 'الأكثر مراعاة للبيئة: مركبتنا قريبة منك',
  holding: 'جارٍ حجز فترتك …',
  held: 'محجوزة لك',
  heldFor: (time) => `لمدة ${time}`,
  heldUntilPaid: 'أكمل طلبك قبل انتهاء الوقت.',
  heldTold: (window, count) => `${window} محجوزة لك لمدة ${counted('ar', count, minutes)}.`,
  minutesLeft: (count) => `فترتك محجوزة لمدة ${counted('ar', count, minutes)} أخرى.`,
  secondsLeft: (count) => `فترتك محجوزة لمدة ${counted('ar', count, seconds)} أخرى.`,
  extend: 'احتفظ بها مدة أطول',
  required: 'اختر فترة توصيل من فضلك.',
  wait: 'جارٍ حجز فترتك. لحظة من فضلك.',
};
