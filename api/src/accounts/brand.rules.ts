import { checkText, invalid, type SetupErrorData } from './setup-error.rules.ts';

/** What a brand is made of; see `BrandData` of the retailer. */
interface Brand {
  readonly name: string;
  readonly logoUrl?: string | null | undefined;
  readonly primaryColor: string;
  readonly accentColor: string;
  readonly locale: string;
}

const HEX_COLOR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;
/** A data URL of this size is a generous logo; it goes out with every tracking page. */
const MAX_LOGO_LENGTH = 100_000;

/** Checks a brand: a logo that a browser may load without harm, hex colors, a locale that exists in form. */
export function checkBrand(brand: Brand): SetupErrorData[] {
  const errors = checkText(['brand', 'name'], brand.name);
  for (const field of ['primaryColor', 'accentColor'] as const) {
    if (!HEX_COLOR.test(brand[field])) errors.push(invalid(['brand', field], `Expected a CSS hex color such as "#0a7d4b", got "${brand[field]}".`));
  }
  if (!isLocale(brand.locale)) errors.push(invalid(['brand', 'locale'], `Expected a BCP 47 locale such as "en" or "de-CH", got "${brand.locale}".`));
  if (brand.logoUrl != null && !isLogoUrl(brand.logoUrl)) {
    errors.push(invalid(['brand', 'logoUrl'], `Expected an https URL or a data URL of an image (png, jpeg, webp, svg), at most ${MAX_LOGO_LENGTH} characters.`));
  }
  return errors;
}

function isLogoUrl(url: string): boolean {
  if (url.length > MAX_LOGO_LENGTH) return false;
  if (/^data:image\/(png|jpeg|webp|svg\+xml)[;,]/.test(url)) return true;
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
