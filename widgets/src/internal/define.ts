/**
 * Registers an element once. A page may load a widget twice, from two places or versions: the first one stays. Nothing is
 * thrown where custom elements don't exist (old browsers, server-side rendering).
 */
export function define(name: string, element: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(name)) customElements.define(name, element);
}
