import { mirrorInto } from '../internal/mirror.ts';
import type { Hold } from '../internal/types.ts';
import { cartAttributesOf } from './cart-attributes.ts';

export { cartAttributesOf };

/** Keeps the hidden inputs in a picker as its hold is: one of its name, or a Shopify cart's attributes. */
export function mirror(element: HTMLElement & { readonly name: string }, kind: string, hold: Hold | null): void {
  if (kind === 'shopify') {
    const attributes = Object.entries(hold ? cartAttributesOf(hold) : {}).map(([name, value]) => [`attributes[${name}]`, value]);
    mirrorInto(element, Object.fromEntries(attributes));
  } else mirrorInto(element, hold && element.name ? { [element.name]: hold.id } : {});
}
