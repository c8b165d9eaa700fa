import type { words as Words } from '../en/tracking.ts';
import { counted } from '../counted.ts';

export { common } from './common.ts';

export const words: typeof Words = {
  loading: 'نبحث عن توصيلتك …',
  failed: 'تعذر تحميل توصيلتك.',
  failedHint: 'ربما انقطع الاتصال. توصيلتك مستمرة.',
  unknownLink: 'رابط التتبع هذا غير صالح.',
  unknownLinkHint: 'انتهت صلاحيته أو ينقصه جزء. افتحه مرة أخرى من رسالتك.',
  order: (reference) => `الطلب ${reference}`,
  arrivingOn: (day) => `الوصول ${day}`,
  arrivingAbout: (day, time) => `الوصول ${day} قرابة ${time}`,
  arrivingInMinutes: (minutes) =>
    minutes <= 1 ? 'الوصول في أي لحظة' : `الوصول خلال ${counted('ar', minutes, { two: 'دقيقتين', few: '# دقائق', other: '# دقيقة' })} تقريبًا`,
  late: (span) => `تأخر بنحو ${span}. نعتذر عن ذلك.`,
  stopsAway: (stops) =>
    stops ? `قبلك ${counted('ar', stops, { one: 'محطة واحدة', two: 'محطتان', few: '# محطات', many: '# محطة', other: '# محطة' })}.` : 'أنت المحطة التالية.',
  driverOn: (name, vehicle) => `${name} في الطريق إليك: ${vehicle}`,
  someoneOn: (vehicle) => `في الطريق إليك: ${vehicle}`,
  pin: 'أخبر السائق بهذا الرمز',
  vehicles: { VAN: 'شاحنة صغيرة', CARGO_BIKE: 'دراجة شحن' },
  promised: 'الموعد الموعود',
  estimated: 'الموعد المتوقع',
  likely: 'على الأرجح',
  noEstimate: 'سيظهر التوقع عندما ينطلق السائق.',
  steps: 'مراحل التوصيل',
  states: {
    CONFIRMED: 'تم التأكيد',
    PLANNED: 'تم التخطيط',
    LOADED: 'تم التحميل',
    OUT_FOR_DELIVERY: 'في الطريق',
    ARRIVING: 'أوشك على الوصول',
    ARRIVED: 'عند بابك',
    DELIVERED: 'تم التسليم',
    ATTEMPT_FAILED: 'تعذر التسليم',
    RETURNING: 'في طريق العودة',
    RETURNED: 'أُعيد',
    CANCELED: 'أُلغي',
  },
  stepStatus: { DONE: 'تم', CURRENT: 'الآن', UPCOMING: 'لاحقًا', FAILED: 'تعذر' },
  mapBoth: (meters) => `خريطة بعنوانك والمركبة، المسافة بينهما ${meters}`,
  mapDestination: 'خريطة بعنوانك',
  live: 'مباشر',
  connecting: 'جارٍ الاتصال …',
  reconnecting: 'جارٍ إعادة الاتصال …',
  lastSeen: (span) => `آخر ظهور قبل ${span}`,
  lastUpdate: (span) => `آخر تحديث قبل ${span}`,
  justNow: 'حُدّث الآن',
  change: 'تغيير الفترة',
  tell: 'أخبر السائق بشيء',
  calendar: 'أضف إلى التقويم',
};
