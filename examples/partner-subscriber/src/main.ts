import { createDoorstep } from '@doorstep/sdk';
import { findDoorstep } from '../../storefront/src/find-doorstep.ts';
import { BoardFile } from './board.ts';
import { followDeliveries } from './follow-deliveries.ts';

/** `npm run example:partner-subscriber`: follows the deliveries of a shop, of the environment's Doorstep or the demo's. */
const { doorstepUrl, secretKey, stop } = await findDoorstep(process.env);
const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());

const path = process.env['BOARD_FILE'] || 'deliveries.json';
const doorstep = createDoorstep({ url: `${doorstepUrl}/graphql`, secretKey });
console.log(`Following ${doorstepUrl}; the board is in ${path}. Stop it and start it again: it goes on where it was.`);
try {
  await followDeliveries({
    doorstep, file: new BoardFile(path), signal: ended.signal, onChange: (deliveryId, state) => console.log(deliveryId, state),
  });
} finally {
  doorstep.close();
  stop();
}
