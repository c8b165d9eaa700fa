import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOUR, SECOND } from '../../shared/time.ts';
import type { Server } from '../context.ts';

/** How long a signed link to an upload can be opened. */
export const UPLOAD_LINK_LIFETIME = HOUR;

type Signer = Pick<Server, 'secret' | 'clock' | 'publicUrl'>;

/** A link that shows one upload to whoever has it, for an hour; rounded to the hour so that a page may cache it. */
export function signUploadUrl(server: Signer, uploadId: string): string {
  const expires = (Math.ceil(server.clock.now().getTime() / UPLOAD_LINK_LIFETIME) + 1) * (UPLOAD_LINK_LIFETIME / SECOND);
  return `${server.publicUrl}/uploads/${uploadId}?expires=${expires}&signature=${signatureOf(server.secret, uploadId, expires)}`;
}

/** Whether the link was signed by us and has not expired. `expires` in seconds since 1970. */
export function isSignedUploadUrl(server: Signer, { uploadId, expires, signature }: { uploadId: string; expires: number; signature: string }): boolean {
  if (!(expires * SECOND > server.clock.now().getTime())) return false;
  const right = Buffer.from(signatureOf(server.secret, uploadId, expires));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}

function signatureOf(secret: Buffer, uploadId: string, expires: number): string {
  return createHmac('sha256', secret).update(`upload:${uploadId}:${expires}`).digest('base64url');
}
