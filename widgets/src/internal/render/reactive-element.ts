import { sheetOf } from './css.ts';
import { renderInto } from './render.ts';
import type { TemplateResult } from './template.ts';

/** How an attribute becomes a property. */
export interface PropertyDeclaration {
  /** Name of the attribute, default that of the property in lower case; false: there is none. */
  readonly attribute?: string | false;
  /** `Number`, `Boolean`, `Object` (JSON); default text. */
  readonly type?: unknown;
  /** The attribute follows the property. */
  readonly reflect?: boolean;
  /** The class has a getter and a setter of its own. */
  readonly noAccessor?: boolean;
}

export type PropertyDeclarations = Readonly<Record<string, PropertyDeclaration>>;

/** Behavior that outlives one stay of an element in the document. */
export interface ReactiveController {
  hostConnected?(): void;
  hostDisconnected?(): void;
}

export interface ReactiveControllerHost {
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

const attributeOf = (name: string, { attribute }: PropertyDeclaration) => attribute ?? name.toLowerCase();

/**
 * An element whose properties, declared in `static properties`, follow its attributes; a change of any renders it once, in the next
 * microtask after it came into the document. Behaves as Lit's `ReactiveElement` in what we use of it; what the page had
 * set before the class was there counts.
 */
export abstract class ReactiveElement extends HTMLElement implements ReactiveControllerHost {
  static properties: PropertyDeclarations = {};
  static styles: readonly string[] = [];

  /** Read once, when the element is defined: the accessors are made then. */
  static get observedAttributes(): string[] {
    const declarations = Object.entries(this.properties);
    for (const [name, { noAccessor }] of declarations) {
      if (noAccessor || Object.hasOwn(this.prototype, name)) continue;
      Object.defineProperty(this.prototype, name, {
        get(this: ReactiveElement) {
          return this.#values[name];
        },
        set(this: ReactiveElement, value: unknown) {
          if (Object.is(this.#values[name], value)) return;
          this.#values[name] = value;
          this.requestUpdate(name);
        },
      });
    }
    return declarations.map((declaration) => attributeOf(...declaration)).filter((name) => name !== false);
  }

  /** The open shadow root. */
  readonly renderRoot = this.attachShadow({ mode: 'open' });

  readonly #values: Record<string, unknown> = {};
  readonly #controllers = new Set<ReactiveController>();
  readonly #render = renderInto(this.renderRoot);
  #changed = new Set<string>();
  #isPending = false;
  /** What the page set before the class was there; it would hide the accessors. */
  #early: Record<string, unknown> | undefined = {};
  #enter!: () => void;
  readonly #entered = new Promise<void>((resolve) => (this.#enter = resolve));
  #updated: Promise<void> = this.#entered;

  constructor() {
    super();
    const { properties, styles } = this.constructor as typeof ReactiveElement;
    this.addStyles(...styles);
    const own = this as unknown as Record<string, unknown>;
    for (const name of Object.keys(properties)) {
      if (!Object.hasOwn(own, name)) continue;
      this.#early![name] = own[name];
      delete own[name];
    }
    this.requestUpdate();
  }

  /** Resolves when everything that was changed so far is drawn. */
  get updateComplete(): Promise<void> {
    return this.#updated;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  /** Draws anew, soon; `name` is the property that changed. */
  requestUpdate(name?: string): void {
    if (name) this.#changed.add(name);
    if (this.#isPending) return;
    this.#isPending = true;
    this.#updated = this.#entered.then(() => this.#update());
  }

  connectedCallback(): void {
    this.#enter();
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(attribute: string, before: string | null, value: string | null): void {
    if (before === value) return;
    const { properties } = this.constructor as typeof ReactiveElement;
    for (const [name, declaration] of Object.entries(properties)) {
      if (attributeOf(name, declaration) === attribute) Object.assign(this, { [name]: fromAttribute(value, declaration.type) });
    }
  }

  /** @internal */
  addStyles(...texts: readonly string[]): void {
    this.renderRoot.adoptedStyleSheets.push(...texts.map(sheetOf));
  }

  /** Before each drawing, with the names of the properties that changed. */
  protected willUpdate(_changed: ReadonlySet<string>): void {}
  /** After each. */
  protected updated(): void {}
  protected abstract render(): TemplateResult;
  /** Drawing, or what goes with it, threw. */
  protected abstract updateFailed(error: unknown): void;

  #update(): void {
    try {
      const early = this.#early;
      this.#early = undefined;
      Object.assign(this, early);
      const changed = this.#changed;
      this.#changed = new Set();
      this.#reflect(changed);
      this.willUpdate(changed);
      this.#render(this.render());
    } catch (error) {
      this.updateFailed(error);
    }
    this.#isPending = false;
    try {
      this.updated();
    } catch (error) {
      this.updateFailed(error);
    }
  }

  #reflect(changed: ReadonlySet<string>): void {
    for (const [name, declaration] of Object.entries((this.constructor as typeof ReactiveElement).properties)) {
      const attribute = attributeOf(name, declaration);
      if (!declaration.reflect || !attribute || !changed.has(name)) continue;
      const value = this.#values[name];
      if (value) this.setAttribute(attribute, value === true ? '' : String(value));
      else this.removeAttribute(attribute);
    }
  }
}

function fromAttribute(value: string | null, type: unknown): unknown {
  if (type === Boolean) return value !== null;
  if (value === null) return type === undefined ? '' : null;
  if (type === Number) return Number(value);
  if (type !== Object) return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
