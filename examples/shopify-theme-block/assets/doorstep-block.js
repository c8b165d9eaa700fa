// The block's script: fetches the widgets' loader from the courier, and keeps the cart's attributes as the hold is.
(() => {
  const NAMES = ['Checkout-Method', 'Delivery-Date', 'Delivery-Time', '_doorstep_slot'];
  const root = () => window.Shopify?.routes?.root ?? '/';

  /** One after the other: what was chosen last is what the cart says in the end. */
  let saving = Promise.resolve();
  const save = (attributes) => {
    const body = JSON.stringify({ attributes: attributes ?? Object.fromEntries(NAMES.map((name) => [name, ''])) });
    saving = saving
      .then(() => fetch(`${root()}cart/update.js`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
      .catch(() => undefined);
    return saving;
  };

  const buttons = () => document.querySelectorAll('[name="checkout"]');
  const allow = (isAllowed) => {
    for (const button of buttons()) button.toggleAttribute('disabled', !isAllowed);
  };

  for (const picker of document.querySelectorAll('doorstep-slot-picker[data-courier]')) {
    const isRequired = picker.hasAttribute('data-required');
    if (isRequired) allow(false);
    picker.addEventListener('doorstep-hold', async ({ detail: { hold } }) => {
      if (isRequired) allow(false);
      await save(hold && picker.cartAttributes);
      if (isRequired) allow(!!picker.value);
    });
    // Nobody is kept from buying because the courier can't be reached: the shop agrees on a window afterwards.
    picker.addEventListener('doorstep-error', ({ detail: { code } }) => {
      if (['LOADING_FAILED', 'CONNECTION_FAILED', 'UNAVAILABLE', 'TIMEOUT'].includes(code)) allow(true);
    });
    if (document.querySelector('script[data-doorstep]')) continue;
    const script = Object.assign(document.createElement('script'), { src: `${picker.dataset.courier}/widgets/doorstep.js`, async: true });
    script.dataset.doorstep = '';
    script.addEventListener('error', () => allow(true));
    document.head.append(script);
  }
})();
