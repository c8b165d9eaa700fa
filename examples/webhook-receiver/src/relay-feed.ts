import type { Doorstep } from '@doorstep/sdk';
import { signTestWebhook } from '@doorstep/sdk/webhooks';

export interface RelayOptions {
  readonly doorstep: Doorstep;
  /** Begin behind this one. */
  readonly after: string;
  readonly secret: string;
  /** The endpoint. */
  readonly to: string;
  readonly signal: AbortSignal;
}

/** Until Doorstep's server sends webhooks itself: follows the feed and posts each event, signed, until it is taken. */
export async function relayFeed({ doorstep, after, secret, to, signal }: RelayOptions): Promise<void> {
  for await (const event of doorstep.deliveryEvents({ after }, { signal })) {
    // The same id each time it is sent: that of the event.
    const id = event.id.replace(/^evt_/, 'msg_');
    for (let wait = 250; !signal.aborted; wait = Math.min(2 * wait, 30_000)) {
      const { ok } = await fetch(to, { method: 'POST', signal, ...(await signTestWebhook({ secret, event, id })) }).catch(() => ({ ok: false }));
      if (ok) break;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
