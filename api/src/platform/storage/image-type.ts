/** Kinds of images that are taken as evidence. SVG is not: it can carry script. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Most bytes of one upload. */
export const MAX_UPLOAD_BYTES = 5_000_000;

export function isImageType(contentType: string): contentType is ImageType {
  return (IMAGE_TYPES as readonly string[]).includes(contentType);
}

/** What the first bytes say the file is, whatever its sender says; undefined when it is none of ours. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes[0] === 0x89 && ascii(1, 8) === 'PNG\r\n\x1a\n') return 'image/png';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'image/webp';
  return undefined;
}
