/**
 * Hidden inputs in the page's own tree, for themes that gather a form's inputs by hand and so never ask a custom element. They
 * stand inside the element and hold what it holds.
 */
export function mirrorInto(element: HTMLElement, entries: Readonly<Record<string, string>>): void {
  const inputs = new Map([...element.querySelectorAll<HTMLInputElement>('input[data-doorstep]')].map((input) => [input.name, input]));
  for (const [name, value] of Object.entries(entries)) {
    let input = inputs.get(name);
    if (!input) {
      input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.dataset.doorstep = '';
      element.append(input);
    }
    inputs.delete(name);
    if (input.value === value) continue;
    input.value = value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  for (const input of inputs.values()) input.remove();
}
