import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStorefront } from '@doorstep/sdk/browser';
import { Checkout } from './checkout.tsx';

/** What the shop's server tells its page: nothing secret. */
interface PageSettings {
  readonly apiUrl: string;
  readonly publishableKey: string;
}

const { apiUrl, publishableKey } = (await fetch('/settings.json').then((response) => response.json())) as PageSettings;
const storefront = createStorefront({ url: apiUrl, publishableKey });
const root = document.getElementById('checkout');
if (root) createRoot(root).render(<StrictMode><Checkout storefront={storefront} /></StrictMode>);
