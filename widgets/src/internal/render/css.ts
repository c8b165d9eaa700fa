/** A style sheet as text; the tag is for editors. White space around its marks is taken out when it is built. */
export function css(strings: TemplateStringsArray): string {
  return strings[0]!;
}

const sheets = new Map<string, CSSStyleSheet>();

/** The sheet of a text, made once a page: constructed sheets are not inline styles, so a strict policy lets them be. */
export function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}
