/**
 * `doorstep.js`: one classic script tag for both widgets. It fetches a widget's files, all at once, when the first of its elements
 * is in the page, and nothing before; a second copy finds the first one and does nothing. Whatever happens, the page around goes
 * on: nothing is thrown, no global is left but one symbol, and an element whose files can't be had keeps showing the link inside it.
 */

/** The folder beside this script that has the files it was built with. Put in by the build. */
declare const __VERSION__: string;

const HERE = Symbol.for('doorstep.loader');
const own = window as unknown as Record<symbol, boolean>;
const LANGUAGES = ['de', 'fr', 'es', 'ja', 'ar'];

function start(): void {
  if (own[HERE] || !window.customElements) return;
  own[HERE] = true;
  const script = document.currentScript as HTMLScriptElement | null;
  const base = new URL(`${__VERSION__}/`, script?.src || document.baseURI).href;
  const wanted = new Set(['slot-picker', 'tracking']);

  // Kept free from now on, so that nothing below moves when the widget comes. A constructed sheet is no inline style.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':is(doorstep-slot-picker,doorstep-tracking):not(:defined){display:block;min-height:36rem}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const look = () => {
    for (const widget of wanted) {
      const element = document.querySelector(`doorstep-${widget}`);
      if (!element) continue;
      wanted.delete(widget);
      fetchWidget(base + widget, languageOf(element));
    }
    if (!wanted.size) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}

/** A guess, only to have the words come with the rest: the element decides what it speaks. */
function languageOf(element: Element): string {
  const wish = element.getAttribute('locale') || element.closest('[lang]')?.getAttribute('lang') || navigator.language;
  return LANGUAGES.find((language) => wish.startsWith(language)) ?? 'en';
}

function fetchWidget(file: string, language: string): void {
  for (const part of ['session', language]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = `${file}-${part}.js`;
    document.head.append(link);
  }
  // Without it the element stays what the page wrote: a link to the hosted page.
  import(/* @vite-ignore */ `${file}.js`).catch(() => {});
}

try {
  start();
} catch {
  // A browser too old for one of these: the page shows its own link.
}
