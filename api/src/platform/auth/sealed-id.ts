import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 24;
/** 24 bytes are 32 characters without padding, so there is one way to write them. */
const FORM = /^([^.]+)\.([A-Za-z0-9_-]{32})$/;

/** An id that only this database's servers can have written, for one purpose: what stands in an address that programs read without a key. */
export function sealId(secret: Buffer, purpose: string, id: string): string {
  return `${id}.${macOf(secret, purpose, id).toString('base64url')}`;
}

/** The id in it; undefined when it was not sealed for this purpose. Compared in constant time. */
export function openSealedId(secret: Buffer, purpose: string, sealed: string): string | undefined {
  const [, id, mac] = FORM.exec(sealed) ?? [];
  if (id === undefined || mac === undefined) return undefined;
  return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(secret, purpose, id)) ? id : undefined;
}

function macOf(secret: Buffer, purpose: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`sealed-id:${purpose}:${id}`).digest().subarray(0, MAC_BYTES);
}
