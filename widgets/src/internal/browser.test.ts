import { expect, it } from 'vitest';

it('takes part in a form by the value its element internals hold', () => {
  customElements.define(
    'test-form-associated',
    class extends HTMLElement {
      static formAssociated = true;
      readonly internals = this.attachInternals();
      connectedCallback() {
        this.internals.setFormValue('hold_1');
      }
    },
  );
  document.body.innerHTML = '<form><test-form-associated name="hold"></test-form-associated></form>';
  const form = document.querySelector('form') as HTMLFormElement;
  expect([...new FormData(form)]).toEqual([['hold', 'hold_1']]);
});
