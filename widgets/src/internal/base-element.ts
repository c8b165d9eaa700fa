import { chooseLocale } from '../translations/locale.ts';
import { systemClock, type WidgetClock } from './clock.ts';
import { toFailure, type Failure } from './failure.ts';
import { ReactiveElement, type PropertyDeclarations } from './render/reactive-element.ts';
import { html, type TemplateResult } from './render/template.ts';

/** What every widget has: where the API is, language, theme, events, a live region, and no error that reaches the page. */
export abstract class DoorstepElement extends ReactiveElement {
  static override properties: PropertyDeclarations = {
    apiUrl: { attribute: 'api-url' },
    locale: {},
    clock: { attribute: false },
    announcement: { attribute: false },
  };

  /** Address of the GraphQL endpoint. */
  declare apiUrl: string;
  /** BCP 47 tag of the language; default that of the page around it, then the browser's. */
  declare locale: string;
  /** Time to go by; tests and demos hand in their own. */
  declare clock: WidgetClock;
  /** @internal What a screen reader was last told. */
  declare announcement: string;

  constructor() {
    super();
    this.apiUrl = '';
    this.locale = '';
    this.clock = systemClock;
    this.announcement = '';
  }

  /** @internal Resolves when everything of the first picture has been fetched; tests wait for it. */
  abstract readonly whenLoaded: Promise<unknown>;

  /** The locale in use, out of the languages given. */
  protected chosenLocale(languages: object, wish?: string | null): string {
    return chooseLocale([this.locale, wish, this.closest('[lang]')?.getAttribute('lang'), navigator.language], languages);
  }

  /** @internal Politely told to screen readers, once. */
  announce(text: string): void {
    this.announcement = text;
  }

  protected liveRegion(): TemplateResult {
    return html`<div class="unseen" role="status">${this.announcement}</div>`;
  }

  /** @internal */
  emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Tells the host page what went wrong, as `doorstep-error`; nothing is ever thrown into it. */
  protected override updateFailed(error: unknown): Failure {
    const failure = toFailure(error);
    this.emit('doorstep-error', failure);
    return failure;
  }
}
