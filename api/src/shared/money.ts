/** An amount in minor units (cents) of an ISO 4217 currency. */
export interface MinorMoney {
  readonly minor: number;
  readonly currency: string;
}

/** There are fewer than 200 currencies, and each amount that is shown asks for one. */
const MOST_CURRENCIES = 500;
const DIGITS = new Map<string, number>();

/** Digits after the point of a currency, e.g. USD 2, JPY 0. */
export function fractionDigits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const digits = digitsOf(currency);
  if (DIGITS.size < MOST_CURRENCIES) DIGITS.set(currency, digits);
  return digits;
}

function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as an exact decimal string: 790 USD → `7.90`. */
export function decimalOf({ minor, currency }: MinorMoney): string {
  const digits = fractionDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An exact decimal string as minor units; undefined when it has more digits than the currency, or is no number. */
export function minorOf(decimal: string, currency: string): number | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(decimal);
  if (!match) return undefined;
  const digits = fractionDigits(currency);
  const fraction = match[3] ?? '';
  if (fraction.length > digits) return undefined;
  const minor = Number(match[2]) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0);
  return match[1] && minor !== 0 ? -minor : minor;
}
