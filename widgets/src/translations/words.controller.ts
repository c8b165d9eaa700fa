import type { Spoken } from './languages.ts';

/**
 * Fetches the words of a language when it is asked for. Until they are there those of the language before go on being
 * spoken, and before the first nothing is.
 */
export class WordsController<Words> {
  #spoken: Spoken<Words> | undefined;
  #wanted = '';
  /** Resolves when what was asked for last has come. */
  loading: Promise<void> | undefined;

  constructor(
    private readonly languages: Readonly<Record<string, () => Promise<Words>>>,
    private readonly on: { readonly come: () => void; readonly failed: (error: unknown) => void },
  ) {}

  /** Words and formats for a locale that `chooseLocale` gave. */
  speak(locale: string): Spoken<Words> | undefined {
    if (locale !== this.#wanted) {
      this.#wanted = locale;
      this.loading = this.languages[locale.split('-')[0]!]!().then((words) => {
        if (locale !== this.#wanted) return;
        this.#spoken = { locale, words };
        this.on.come();
      }, this.on.failed);
    }
    return this.#spoken;
  }
}
