import type { AssortmentName } from './baskets.ts';

/** A shop of the demo and its look, in the fields of the API's `BrandInput`. */
export interface DemoRetailer {
  readonly assortment: AssortmentName;
  /** Order references of the shop start with it. */
  readonly referencePrefix: string;
  readonly brand: {
    readonly name: string;
    /** A data URL, so that it shows without a server. */
    readonly logoUrl: string;
    /** CSS hex colors; white text on the primary color has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
    readonly primaryColor: string;
    readonly accentColor: string;
    /** BCP 47. */
    readonly locale: string;
  };
}

const HOME_LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="Halden Home">
<rect width="64" height="64" rx="6" fill="#1f3a5f"/><path d="M14 34 32 17l18 17v15H38V38H26v11H14z" fill="#fff"/><circle cx="32" cy="31" r="3.5" fill="#e0a458"/></svg>`;

const KITCHEN_LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="Pepper &amp; Plum">
<circle cx="32" cy="32" r="32" fill="#8e2157"/><circle cx="25" cy="37" r="13" fill="#fff"/><circle cx="43" cy="33" r="8" fill="#8fc93a"/><path d="M25 24c1-8 8-13 18-12-1 8-8 13-18 12z" fill="#8fc93a"/></svg>`;

const dataUrl = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg.replaceAll('\n', ''))}`;

/** Two shops that look nothing alike: a sober one for the home, a loud one for the kitchen. */
export const DEMO_RETAILERS: readonly DemoRetailer[] = [
  {
    assortment: 'home',
    referencePrefix: 'HH',
    brand: { name: 'Halden Home', logoUrl: dataUrl(HOME_LOGO), primaryColor: '#1f3a5f', accentColor: '#e0a458', locale: 'en' },
  },
  {
    assortment: 'kitchen',
    referencePrefix: 'PP',
    brand: { name: 'Pepper & Plum', logoUrl: dataUrl(KITCHEN_LOGO), primaryColor: '#8e2157', accentColor: '#8fc93a', locale: 'en' },
  },
];
