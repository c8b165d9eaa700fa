/** A file per language and widget, fetched when it is spoken. Another language is a line here and a folder beside `en`. */
export const pickerLanguages = {
  en: () => import('./en/picker.ts'),
  de: () => import('./de/picker.ts'),
  fr: () => import('./fr/picker.ts'),
  es: () => import('./es/picker.ts'),
  ja: () => import('./ja/picker.ts'),
  ar: () => import('./ar/picker.ts'),
};

export const troubleLanguages = {
  en: () => import('./en/trouble.ts'),
  de: () => import('./de/trouble.ts'),
  fr: () => import('./fr/trouble.ts'),
  es: () => import('./es/trouble.ts'),
  ja: () => import('./ja/trouble.ts'),
  ar: () => import('./ar/trouble.ts'),
};

export const trackingLanguages = {
  en: () => import('./en/tracking.ts'),
  de: () => import('./de/tracking.ts'),
  fr: () => import('./fr/tracking.ts'),
  es: () => import('./es/tracking.ts'),
  ja: () => import('./ja/tracking.ts'),
  ar: () => import('./ar/tracking.ts'),
};

export const visitLanguages = {
  en: () => import('./en/visit.ts'),
  de: () => import('./de/visit.ts'),
  fr: () => import('./fr/visit.ts'),
  es: () => import('./es/visit.ts'),
  ja: () => import('./ja/visit.ts'),
  ar: () => import('./ar/visit.ts'),
};

/** What is spoken at the moment: words and formats always of one language. */
export interface Spoken<Words> {
  readonly locale: string;
  readonly words: Words;
}
