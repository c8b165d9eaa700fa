import { randomBytes } from 'node:crypto';
import { createDoorstep } from '@doorstep/sdk';
import { findDoorstep } from '../../storefront/src/find-doorstep.ts';
import { HandledIds } from './handled-ids.ts';
import { createReceiver } from './receive-webhook.ts';
import { relayFeed } from './relay-feed.ts';
import { serve } from './serve.ts';

/** `npm run example:webhook-receiver`: an endpoint for webhooks, and the events of a shop sent to it. */
const { doorstepUrl, secretKey, stop } = await findDoorstep(process.env);
const secret = process.env['WEBHOOK_SECRET'] || `whsec_${randomBytes(32).toString('base64')}`;
const ended = new AbortController();

const receive = createReceiver({
  secret,
  handled: new HandledIds(process.env['HANDLED_FILE'] || 'handled-webhooks.txt'),
  onEvent: async ({ type, timestamp, data }) => console.log(timestamp, type, data.deliveryId ?? ''),
});
const { url, server } = await serve(receive, Number(process.env['PORT'] || 3001));
console.log(`Webhooks are taken at ${url}.`);

const doorstep = createDoorstep({ url: `${doorstepUrl}/graphql`, secretKey });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    ended.abort();
    doorstep.close();
    server.close();
    stop();
  });
}
await relayFeed({ doorstep, after: await doorstep.deliveryEventsHead(), secret, to: url, signal: ended.signal });
