import type { common as Common } from '../en/common.ts';

export const common: typeof Common = {
  retry: 'حاول مرة أخرى',
  free: 'مجانًا',
  inZone: (zone) => `الأوقات حسب ${zone}.`,
  notAvailable: 'غير متاح',
  reasons: {
    FULL: 'محجوز بالكامل',
    AFTER_CUTOFF: 'فات أوان الحجز',
    OUTSIDE_TERRITORY: 'خارج منطقة التوصيل',
    NO_SKILL: 'لا يوجد فريق مناسب',
    DRIVER_HOURS: 'ساعات السائقين ممتلئة',
    TOO_LARGE: 'أكبر من مركباتنا',
    CLOSED: 'لا توصيل في هذا اليوم',
    UNKNOWN_ADDRESS: 'العنوان غير موجود',
  },
};
