import type { AddressInput } from './types.ts';

/** What browsers fill in, and so what nearly every checkout marks its fields with (HTML, "Autofill"). */
const FIELDS = {
  line1: ['address-line1', 'street-address'],
  line2: ['address-line2'],
  city: ['address-level2'],
  region: ['address-level1'],
  postalCode: ['postal-code'],
  country: ['country'],
} as const;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * The delivery address that stands in a form, by the `autocomplete` of its fields. Where there is a shipping and a billing address
 * it is the shipping one; undefined when there is no field for the street or the postal code.
 */
export function addressOfForm(form: HTMLFormElement): AddressInput | undefined {
  const fields = [...form.querySelectorAll<Field>('[autocomplete]')].filter(({ autocomplete }) => !autocomplete.includes('billing'));
  const valueOf = (tokens: readonly string[]): string | undefined => {
    const found = fields.filter(({ autocomplete }) => tokens.includes(autocomplete.split(' ').at(-1)!));
    return (found.find(({ autocomplete }) => autocomplete.includes('shipping')) ?? found[0])?.value.trim();
  };
  const { line1, postalCode, country, ...rest } = Object.fromEntries(
    Object.entries(FIELDS).map(([name, tokens]) => [name, valueOf(tokens)]),
  ) as Record<keyof typeof FIELDS, string | undefined>;
  if (line1 === undefined || postalCode === undefined) return undefined;
  return {
    line1, postalCode, line2: rest.line2 || null, city: rest.city ?? '', region: rest.region ?? '',
    // A full name ("United States") is no code; the default is better than a guess.
    ...(/^[A-Z]{2}$/.test(country ?? '') && { country: country! }),
  };
}
