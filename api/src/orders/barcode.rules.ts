/** Crockford's base32: digits and letters without I, L, O and U, so that a person reads it out without doubt. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** Random bytes that `barcodeOf` wants. */
export const BARCODE_BYTES = LENGTH;

/**
 * A parcel's barcode: `DS` and 12 characters, 60 random bits. All of Code 128's set B, and short enough to be typed.
 * @param random at least `BARCODE_BYTES` random bytes
 */
export function barcodeOf(random: Uint8Array): string {
  return `DS${Array.from({ length: LENGTH }, (_, at) => ALPHABET[random[at]! % ALPHABET.length]).join('')}`;
}
