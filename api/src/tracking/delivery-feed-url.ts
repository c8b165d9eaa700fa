import { openSealedId, sealId } from '../platform/auth/sealed-id.ts';
import type { Server } from '../platform/context.ts';

const PURPOSE = 'delivery-feed';

/** Addresses of the feeds that belong to a tracking link. They name its key, which is no secret, and prove that we wrote them; they end with it. */
export function feedUrlsOf({ secret, publicUrl }: Pick<Server, 'secret' | 'publicUrl'>, keyId: string): { calendarUrl: string; parcelUrl: string } {
  const folder = `${publicUrl}/feeds/${sealId(secret, PURPOSE, keyId)}`;
  return { calendarUrl: `${folder}/delivery.ics`, parcelUrl: `${folder}/delivery.json` };
}

/** The key whose feed it is; undefined for an address that we did not write. */
export function keyIdOfFeed({ secret }: Pick<Server, 'secret'>, token: string): string | undefined {
  return openSealedId(secret, PURPOSE, token);
}
