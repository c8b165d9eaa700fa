/**
 * The locale to speak and format in: the first wish whose language is translated, else English. Words and numbers then
 * always come from one language.
 */
export function chooseLocale(wishes: readonly (string | null | undefined)[], languages: object): string {
  for (const wish of wishes) {
    try {
      const locale = new Intl.Locale(wish ?? '');
      if (locale.language in languages) return locale.baseName;
    } catch {
      // Not a language tag (a host page may say anything): the next wish counts.
    }
  }
  return 'en';
}
