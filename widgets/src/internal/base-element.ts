import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { chooseLocale } from '../translations/locale.ts';
import { systemClock, type WidgetClock } from './clock.ts';
import { toFailure, type Failure } from './failure.ts';

/** What every widget has: where the API is, language, theme, events, a live region, and no error that reaches the page. */
export abstract class DoorstepElement extends LitElement {
  static override properties: PropertyDeclarations = {
    apiUrl: { attribute: 'api-url' },
    locale: {},
    clock: { attribute: false },
    announcement: { state: true },
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

  /** The locale in use, out of the languages given. */
  protected chosenLocale(languages: object, wish?: string | null): string {
    return chooseLocale([this.locale, wish, this.closest('[lang]')?.getAttribute('lang'), navigator.language], languages);
  }

  /** Politely told to screen readers, once. */
  protected announce(text: string): void {
    this.announcement = text;
  }

  protected liveRegion(): TemplateResult {
    return html`<div class="unseen" role="status">${this.announcement}</div>`;
  }

  protected emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Tells the host page what went wrong, as `doorstep-error`. */
  protected tellError(error: unknown): Failure {
    const failure = toFailure(error);
    this.emit('doorstep-error', failure);
    return failure;
  }

  /** A fault of ours is told as an event; Lit would reject a promise that the host page sees as its own error. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      this.tellError(error);
    }
  }
}
