// A small shop's checkout. What matters for the slot picker: three attributes, the address while it is being typed, and the form.

const $ = (id) => document.getElementById(id);
const form = $('checkout');
const picker = $('picker');
const fields = ['line1', 'city', 'region', 'postalCode'];

const config = await fetch('/demo/config.json').then((response) => response.json());
const wanted = new URLSearchParams(location.search).get('shop');
const place = Math.max(0, config.shops.findIndex(({ slug }) => slug === wanted));
const shop = config.shops[place];
const { brand, basket } = shop;
const locale = brand.locale ?? 'en';

showShop();
showItems();
showLinks();
offerAddresses();

picker.apiUrl = config.apiUrl;
picker.publishableKey = shop.publishableKey;
picker.basket = basket;
picker.locale = locale;
for (const field of fields) form.elements[field].addEventListener('input', () => passAddress());

picker.addEventListener('doorstep-hold', ({ detail: { hold } }) => showTotals(hold));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void placeOrder();
});

function showShop() {
  document.title = `Checkout · ${brand.name}`;
  document.documentElement.classList.add(`theme-${place % 2}`);
  document.documentElement.style.setProperty('--brand', brand.primaryColor);
  document.documentElement.style.setProperty('--accent', brand.accentColor);
  $('shop-name').textContent = brand.name;
  $('shop-name').href = `?shop=${shop.slug}`;
  $('shops').replaceChildren(
    ...config.shops.map(({ slug, brand: { name } }) => {
      const link = Object.assign(document.createElement('a'), { href: `?shop=${slug}`, textContent: name });
      if (slug === shop.slug) link.setAttribute('aria-current', 'page');
      return link;
    }),
  );
}

/** The shop's own price list where it has one, else what the parcels are called. */
function items() {
  return shop.items ?? basket.parcels.map(({ description }) => ({ title: description ?? 'Parcel' }));
}

function showItems() {
  $('items').replaceChildren(
    ...items().map(({ title, note, price, image }) => {
      const row = document.createElement('li');
      const name = Object.assign(document.createElement('b'), { textContent: title });
      const words = document.createElement('div');
      words.append(name, Object.assign(document.createElement('small'), { textContent: note ?? 'Qty 1' }));
      row.append(picture(image), words, Object.assign(document.createElement('span'), { textContent: price ? money(price) : '' }));
      return row;
    }),
  );
  showTotals(null);
}

/** The shop's picture where it has one, else a box in the shop's colors. */
function picture(image) {
  if (image) return Object.assign(document.createElement('img'), { className: 'art', src: image, alt: '' });
  return $('box').content.cloneNode(true);
}

function offerAddresses() {
  const examples = $('examples');
  shop.addresses.forEach(({ line1, city }, index) => examples.add(new Option(`${line1}, ${city}`, String(index))));
  examples.addEventListener('change', () => fillAddress(shop.addresses[Number(examples.value)]));
  fillAddress(shop.addresses[0]);
}

function fillAddress(address) {
  for (const field of fields) form.elements[field].value = address?.[field] ?? '';
  passAddress(address);
}

/** The picker waits for a pause in typing by itself. A position is only known for the example addresses. */
function passAddress(address) {
  const typed = Object.fromEntries(fields.map((field) => [field, form.elements[field].value.trim()]));
  picker.address = { ...typed, country: address?.country ?? 'US', position: address?.position ?? null };
}

function showTotals(hold) {
  const prices = items().map(({ price }) => price).filter(Boolean);
  const currency = hold?.price.currency ?? prices[0]?.currency ?? 'USD';
  const sum = prices.reduce((total, { amount }) => total + Number(amount), 0);
  $('items-total').textContent = prices.length ? money({ amount: sum, currency }) : '–';
  $('delivery-price').textContent = hold ? (Number(hold.price.amount) === 0 ? 'Free' : money(hold.price)) : 'Choose a window';
  $('total').textContent = prices.length || hold ? money({ amount: sum + Number(hold?.price.amount ?? 0), currency }) : '–';
  $('promise').hidden = !hold;
  $('promise').textContent = hold ? `At your door ${when(hold.window)}` : '';
}

/** The hold's id goes with the form; only the shop's server, with its secret key, turns it into an order. */
async function placeOrder() {
  const { hold } = picker;
  const data = Object.fromEntries(new FormData(form));
  $('pay').disabled = true;
  $('problem').hidden = true;
  try {
    const response = await fetch('/demo/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shop: shop.slug, ...data }),
    });
    const order = await response.json();
    if (!response.ok) throw new Error(order.message ?? 'The shop could not take the order. Please try again.');
    $('done-text').textContent = `Order ${order.reference} comes ${when(hold.window)}.`;
    $('done-link').href = order.trackingUrl;
    form.hidden = true;
    $('done').hidden = false;
    $('done').focus();
  } catch (error) {
    $('problem').textContent = error.message;
    $('problem').hidden = false;
    $('pay').disabled = false;
  }
}

function showLinks() {
  const links = config.trackingLinks ?? [];
  $('on-the-road').hidden = links.length === 0;
  $('links').replaceChildren(
    ...links.map(({ url, token, title }) => {
      const row = document.createElement('li');
      row.append(Object.assign(document.createElement('a'), { href: url ?? `/t/#${token}`, textContent: title ?? 'A delivery under way' }));
      return row;
    }),
  );
}

function money({ amount, currency }) {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(amount));
}

function when({ start, end, timeZone }) {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(new Date(start));
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).formatRange(new Date(start), new Date(end));
  return `${day}, ${time}`;
}
