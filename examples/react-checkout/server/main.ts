import { fileURLToPath } from 'node:url';
import { findDoorstep } from '../../storefront/src/find-doorstep.ts';
import { buildPage } from './build-page.ts';
import { createShop } from './create-shop.ts';

/** `npm run example:react-checkout`: a checkout in React at its own address, on the Doorstep of the environment or on the demo's. */
const PORT = Number(process.env['SHOP_PORT'] || 3002);
const pages = fileURLToPath(new URL('../dist', import.meta.url));
await buildPage(pages);
const { stop, exampleAddress, ...settings } = await findDoorstep(process.env);
const shop = createShop({ ...settings, pages }).listen(PORT, '127.0.0.1', () => {
  console.log(`The checkout is open at http://127.0.0.1:${PORT}. Its courier is at ${settings.doorstepUrl}.`);
  if (exampleAddress) console.log('An address that is served:', exampleAddress);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    shop.close();
    shop.closeAllConnections();
    stop();
  });
}
