import { templateOf, type Hole, type Template, type TemplateResult } from './template.ts';

/** Takes as many of the newest values as it has holes. */
type Part = (values: readonly unknown[]) => void;

/** A template on the page. */
interface Instance {
  readonly template: Template;
  readonly content: DocumentFragment;
  readonly update: (values: readonly unknown[]) => void;
}

/** Puts what a template says into an empty root; the function it gives brings the root up to date. */
export function renderInto(root: ParentNode & Node): (result: TemplateResult) => void {
  const end = document.createComment('');
  root.append(end);
  const set = content(end);
  return (result) => set([result]);
}

function instantiate(template: Template): Instance {
  const fragment = document.importNode(template.content, true);
  const walker = document.createTreeWalker(fragment);
  const nodes: Node[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const parts = template.holes.map((hole) => {
    const node = nodes[hole.node]!;
    const set = hole.name ? attribute(node as Element, hole.name, hole) : content(node as Comment);
    return [set, hole.pieces.length - 1] as const;
  });
  return {
    template,
    content: fragment,
    update(values) {
      let at = 0;
      for (const [set, size] of parts) set(values.slice(at, (at += size)));
    },
  };
}

/** Event listener, property, boolean or plain attribute, by the first character of the name. */
function attribute(element: Element, name: string, { pieces }: Hole): Part {
  const kind = name[0];
  const bare = name.slice(1);
  if (kind === '@') {
    let listener: unknown;
    element.addEventListener(bare, (event) => (listener as (event: Event) => void)(event));
    return ([value]) => (listener = value);
  }
  const isWhole = pieces.join('') === '' && pieces.length === 2;
  let before: unknown = pieces;
  return (values) => {
    const value = isWhole ? values[0] : pieces.reduce((text, piece, index) => `${text}${values[index - 1] ?? ''}${piece}`);
    if (value === before) return;
    before = value;
    if (kind === '.') Object.assign(element, { [bare]: value });
    else if (kind === '?') element.toggleAttribute(bare, !!value);
    else if (value == null) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  };
}

/** Text, a template, a list of either, or nothing: what stands between a mark of its own and the comment `end`. */
function content(end: ChildNode): Part {
  const start = document.createComment('');
  end.before(start);
  let instance: Instance | undefined;
  let text: Text | undefined;
  let items: { readonly set: Part; readonly end: ChildNode; readonly start: ChildNode }[] | undefined;

  const clear = () => {
    while (start.nextSibling !== end) start.nextSibling!.remove();
    instance = text = items = undefined;
  };
  const setList = (list: readonly unknown[]) => {
    if (!items) {
      clear();
      items = [];
    }
    list.forEach((value, index) => {
      if (!items![index]) {
        const last = document.createComment('');
        end.before(last);
        const set = content(last);
        items![index] = { set, end: last, start: last.previousSibling! };
      }
      items![index]!.set([value]);
    });
    for (const item of items.splice(list.length)) {
      item.set([]);
      item.start.remove();
      item.end.remove();
    }
  };

  return ([value]) => {
    if (Array.isArray(value)) setList(value);
    else if (value && typeof value === 'object') {
      const result = value as TemplateResult;
      const template = templateOf(result);
      if (instance?.template === template) instance.update(result.values);
      else {
        clear();
        // Filled before it is on the page: what is attached is complete.
        instance = instantiate(template);
        instance.update(result.values);
        end.before(instance.content);
      }
    } else if (value == null || value === '') clear();
    else if (text) {
      if (text.data !== String(value)) text.data = String(value);
    } else {
      clear();
      end.before((text = document.createTextNode(String(value))));
    }
  };
}
