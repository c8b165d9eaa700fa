import { basketOf, linesOf, MOST_OF_ONE, PRODUCTS, totalCents, type Cart, type Product } from './catalogue.ts';
import { html, type Html } from './html.ts';
import type { Delivery, PlacedOrder } from './session.ts';

/** What pages must know of Doorstep: nothing secret. */
export interface PageSettings {
  /** e.g. `http://127.0.0.1:4000`. */
  readonly doorstepUrl: string;
  readonly publishableKey: string;
}

const money = (cents: number) => new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

interface Frame {
  readonly title: string;
  readonly cart: Cart;
  /** Scripts of Doorstep that the page needs. */
  readonly widget?: string;
}

function page({ title, cart, widget }: Frame, body: Html): string {
  const count = linesOf(cart).reduce((sum, { quantity }) => sum + quantity, 0);
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Ash &amp; Linen</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/shop.css" />
    ${widget === undefined ? null : html`<script type="module" src="${widget}"></script>`}
  </head>
  <body>
    <header><a class="name" href="/">Ash &amp; Linen</a><a href="/cart">Cart${count > 0 ? ` (${count})` : ''}</a></header>
    <main>${body}</main>
  </body>
</html>`.text;
}

export function productList(cart: Cart): string {
  const items = PRODUCTS.map(({ slug, title, priceCents }) => html`<li><a href="/products/${slug}"><span class="picture ${slug}" aria-hidden="true"></span><b>${title}</b> <span>${money(priceCents)}</span></a></li>`);
  return page({ title: 'For the home', cart }, html`<h1>For the home</h1><ul class="products">${items}</ul>`);
}

export function productPage({ slug, title, text, priceCents }: Product, cart: Cart): string {
  return page({ title, cart }, html`
    <article class="product">
      <span class="picture ${slug}" aria-hidden="true"></span>
      <div>
        <h1>${title}</h1>
        <p>${text}</p>
        <p><b>${money(priceCents)}</b></p>
        <form method="post" action="/cart"><input type="hidden" name="slug" value="${slug}" /><button>Add to cart</button></form>
      </div>
    </article>`);
}

export function cartPage(cart: Cart): string {
  const rows = linesOf(cart).map(({ product: { slug, title, priceCents }, quantity }) => html`
    <tr>
      <th scope="row"><a href="/products/${slug}">${title}</a></th>
      <td>
        <form method="post" action="/cart">
          <input type="hidden" name="slug" value="${slug}" />
          <input name="quantity" type="number" min="0" max="${MOST_OF_ONE}" value="${quantity}" aria-label="How many of ${title}" />
          <button class="quiet">Change</button>
        </form>
      </td>
      <td>${money(priceCents * quantity)}</td>
    </tr>`);
  return page({ title: 'Cart', cart }, rows.length === 0
    ? html`<h1>Cart</h1><p>There is nothing in it yet. <a href="/">Look around</a>.</p>`
    : html`<h1>Cart</h1><table><tbody>${rows}</tbody><tfoot><tr><th scope="row">Together</th><td></td><td>${money(totalCents(cart))}</td></tr></tfoot></table><a class="button" href="/checkout">Check out</a>`);
}

const FIELDS: readonly [name: keyof Delivery, label: string, autocomplete: string, type?: string][] = [
  ['name', 'Name', 'name'], ['email', 'Email', 'email', 'email'], ['line1', 'Street and number', 'address-line1'], ['city', 'City', 'address-level2'], ['region', 'State', 'address-level1'], ['postalCode', 'ZIP', 'postal-code'],
];

export function addressPage(cart: Cart, delivery: Partial<Delivery> = {}, problem?: string): string {
  const fields = FIELDS.map(([name, label, autocomplete, type]) => html`<label>${label} <input name="${name}" type="${type ?? 'text'}" autocomplete="${autocomplete}" value="${delivery[name]}" required maxlength="200" /></label>`);
  return page({ title: 'Where to', cart }, html`<h1>Where to</h1>${said(problem)}<form class="fields" method="post" action="/checkout">${fields}<button>Choose a time</button></form>`);
}

/** The picker works out the rest by itself: its value is the id of a held place, which goes with the form like any other field. */
export function windowPage({ doorstepUrl, publishableKey }: PageSettings, cart: Cart, { line1, city, region, postalCode }: Delivery, problem?: string): string {
  return page({ title: 'When', cart, widget: `${doorstepUrl}/widgets/slot-picker.js` }, html`
    <h1>When</h1>
    <p>${line1}, ${city} <a href="/checkout">Change</a></p>
    ${said(problem)}
    <form class="fields" method="post" action="/checkout/order">
      <doorstep-slot-picker name="hold" required api-url="${doorstepUrl}/graphql" publishable-key="${publishableKey}"
        address-line1="${line1}" city="${city}" region="${region}" postal-code="${postalCode}" basket="${JSON.stringify(basketOf(cart))}"></doorstep-slot-picker>
      <noscript>Choosing a delivery window needs JavaScript.</noscript>
      <button>Place order · ${money(totalCents(cart))} and delivery</button>
    </form>`);
}

export function orderPage({ doorstepUrl }: PageSettings, cart: Cart, { reference, trackingToken }: PlacedOrder): string {
  return page({ title: `Order ${reference}`, cart, widget: `${doorstepUrl}/widgets/tracking.js` }, html`
    <h1>Thank you! Order ${reference}</h1>
    <doorstep-tracking api-url="${doorstepUrl}/graphql" tracking-token="${trackingToken}"></doorstep-tracking>`);
}

export function nothingHere(cart: Cart): string {
  return page({ title: 'Nothing here', cart }, html`<h1>Nothing here</h1><p><a href="/">Back to the shop</a></p>`);
}

function said(problem: string | undefined): Html | undefined {
  return problem === undefined ? undefined : html`<p class="problem" role="alert">${problem}</p>`;
}
