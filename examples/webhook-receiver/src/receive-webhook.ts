import { verifyWebhook, WebhookError, type WebhookEvent } from '@doorstep/sdk/webhooks';
import type { HandledIds } from './handled-ids.ts';

export interface ReceiverOptions {
  /** `whsec_…`; two while you rotate it. */
  readonly secret: string | readonly string[];
  readonly handled: HandledIds;
  /** What the shop does with an event. When it throws, the sender is asked to come again. */
  readonly onEvent: (event: WebhookEvent) => Promise<void>;
}

/**
 * An endpoint for webhooks: `(request) => response`. 400 for what is not signed or not fresh, and nothing is done; 204 for what
 * was handled, now or before; 500 when handling failed, so that the sender tries again.
 */
export function createReceiver({ secret, handled, onEvent }: ReceiverOptions): (request: Request) => Promise<Response> {
  /** One after the other: the same message must not be handled twice because it came twice at once. */
  let queue: Promise<unknown> = Promise.resolve();

  const handle = async (event: WebhookEvent): Promise<Response> => {
    if (await handled.has(event.id)) return new Response(null, { status: 204 });
    try {
      await onEvent(event);
    } catch (error) {
      console.error(event.id, event.type, error);
      return new Response('Not handled, please send it again.', { status: 500 });
    }
    await handled.add(event.id);
    return new Response(null, { status: 204 });
  };

  return async (request) => {
    try {
      const event = await verifyWebhook({ body: await request.text(), headers: request.headers, secret });
      const response = queue.then(() => handle(event));
      queue = response;
      return await response;
    } catch (error) {
      if (error instanceof WebhookError) return new Response(error.message, { status: 400 });
      throw error;
    }
  };
}
