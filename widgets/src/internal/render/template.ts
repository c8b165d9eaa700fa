/**
 * Templates as in Lit (`html`, `svg`; `@event`, `.property`, `?boolean`), in a tenth of its size and without `innerHTML`: markup is
 * read by a reader of our own and built with DOM calls, so no Trusted Types policy is needed, and pages that allow none are served.
 * It reads what we write: lower-case tags, attribute values bare or in double quotes, elements without content closed by `/>`.
 */
export interface TemplateResult {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
  readonly isSvg: boolean;
}

/** Renders as nothing; as the value of an attribute it takes the attribute out. */
export const nothing = null;

export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
  return { strings, values, isSvg: false };
}

/** For what stands inside an `<svg>` without having it around itself. */
export function svg(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
  return { strings, values, isSvg: true };
}

/** Where values go: into the content at a comment, or into the attribute `name` between its fixed `pieces`. */
export interface Hole {
  /** Place among all nodes of the template in document order. */
  readonly node: number;
  readonly name?: string;
  readonly pieces: readonly string[];
}

export interface Template {
  readonly content: DocumentFragment;
  readonly holes: readonly Hole[];
}

const SVG = 'http://www.w3.org/2000/svg';
const HOLE = '\0';
const TOKEN = /<(\/?)([\w-]+)((?:"[^"]*"|[^">])*?)(\/?)>|[^<]+/g;
const ATTRIBUTE = /([^\s=]+)(?:=(?:"([^"]*)"|(\S+)))?/g;

const templates = new WeakMap<TemplateStringsArray, Template>();

/** The template of a result; each place in the code is read once. */
export function templateOf({ strings, isSvg }: TemplateResult): Template {
  let template = templates.get(strings);
  if (!template) templates.set(strings, (template = read(strings.join(HOLE), isSvg)));
  return template;
}

function read(markup: string, isSvg: boolean): Template {
  const content = document.createDocumentFragment();
  const holes: Hole[] = [];
  let count = 0;
  let parent: ParentNode & Node = content;
  for (const [text, closing, tag, attributes, isEmpty] of markup.matchAll(TOKEN)) {
    if (closing) parent = parent.parentNode!;
    else if (tag) {
      const isDrawn = parent === content ? isSvg : (parent as Element).namespaceURI === SVG;
      const element = isDrawn || tag === 'svg' ? document.createElementNS(SVG, tag) : document.createElement(tag);
      for (const [, name, quoted, bare] of attributes!.matchAll(ATTRIBUTE)) {
        const value = quoted ?? bare ?? '';
        if (value.includes(HOLE)) holes.push({ node: count, name: name!, pieces: value.split(HOLE) });
        else element.setAttribute(name!, value);
      }
      parent.append(element);
      count++;
      if (!isEmpty) parent = element;
    } else {
      text.split(HOLE).forEach((piece, index) => {
        if (index) {
          parent.append(document.createComment(''));
          holes.push({ node: count++, pieces: ['', ''] });
        }
        if (piece) {
          parent.append(piece);
          count++;
        }
      });
    }
  }
  return { content, holes };
}
