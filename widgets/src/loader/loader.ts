/**
 * `doorstep.js`: one classic script tag for both widgets. It fetches a widget's files, all at once, when the first of its elements
 * is in the page, and nothing before; a second copy finds the first one and does nothing. Whatever happens, the page around goes
 * on: nothing is thrown, no global is left but one symbol, and an element whose files can't be had keeps showing the link inside it.
 */

/** By tag: the file that defines the element, the one it goes on with, and its words by language. Put in by the build. */
declare const __PLAN__: Readonly<Record<string, readonly [entry: string, session: string, words: Readonly<Record<string, string>>]>>;

const HERE = Symbol.for('doorstep.loader');
const own = window as unknown as Record<symbol, boolean>;

/** Tried again after so many milliseconds, as long as the page is open: a phone may just be in a tunnel. */
const RETRIES = [2_000, 10_000];

function start(): void {
  if (own[HERE] || !window.customElements) return;
  own[HERE] = true;
  const script = document.currentScript as HTMLScriptElement | null;
  const base = new URL('chunks/', script?.src || document.baseURI).href;
  const wanted = new Set(Object.keys(__PLAN__));

  // Kept free from now on, so that nothing below moves when the widget comes. A constructed sheet is no inline style.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${[...wanted].map((tag) => `${tag}:not(:defined)`)}{display:block;min-block-size:27rem}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const look = () => {
    for (const tag of [...wanted]) {
      const element = document.querySelector(tag);
      if (!element) continue;
      wanted.delete(tag);
      fetchWidget(tag, base, languageOf(element));
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
  return wish.slice(0, 2).toLowerCase();
}

function fetchWidget(tag: string, base: string, language: string, tried = 0): void {
  const [entry, session, words] = __PLAN__[tag]!;
  for (const file of [session, words[language] ?? words.en!]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = base + file;
    link.crossOrigin = 'anonymous';
    document.head.append(link);
  }
  // What a browser remembers of a failed module is its address, so another try has another one.
  import(/* @vite-ignore */ base + entry + (tried ? `?${tried}` : '')).catch(() => {
    const pause = RETRIES[tried];
    if (pause) setTimeout(() => fetchWidget(tag, base, language, tried + 1), pause);
  });
}

try {
  start();
} catch {
  // A browser too old for one of these: the page shows its own link.
}
