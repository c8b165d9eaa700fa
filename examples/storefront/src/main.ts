import { createShop } from './create-shop.ts';
import { findDoorstep } from './find-doorstep.ts';

/** `npm run example:storefront`: the shop at its own address, on the Doorstep of the environment or on the demo's. */
const PORT = Number(process.env['SHOP_PORT'] || 3000);

try {
  const { stop, ...settings } = await findDoorstep(process.env);
  const shop = createShop(settings);
  const address = await shop.listen({ host: '127.0.0.1', port: PORT });
  console.log(`The shop is open at ${address}. Its courier is at ${settings.doorstepUrl}.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void shop.close().then(stop));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
