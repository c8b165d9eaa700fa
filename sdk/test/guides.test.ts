import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createDoorstep } from '../src/index.ts';
import { createFakeDoorstep, type FakeDoorstep } from '../src/testing.ts';
import { signTestWebhook } from '../src/webhooks.ts';

/** Every block of code in the guides, compiled and run as it stands, with the fake behind the address it names. */
const MINUTE = 60_000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../.cache/guides');
const SECRET = `whsec_${btoa('an example of thirty-two bytes..')}`;

const guides = readdirSync(here('../docs/guides')).filter((name) => name.endsWith('.md'));
const blocks = guides.flatMap((guide) =>
  [...readFileSync(here(`../docs/guides/${guide}`), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = ''], index) => ({
    name: `${guide.replace('.md', '')} ${index + 1}`,
    file: join(folder, `${guide.replace('.md', '')}-${index + 1}.ts`),
    text: text
      .replaceAll(/'@doorstep\/sdk\/(\w+)'/g, "'../../src/$1.ts'")
      .replaceAll("'@doorstep/sdk'", "'../../src/index.ts'")
      .replaceAll("'pk_example'", `'${createFakeDoorstep().publishableKey}'`),
  })),
);

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of blocks) writeFileSync(file, text);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.test.json', compilerOptions: { rootDir: '../..' }, include: ['*.ts'] }));
});

let fake: FakeDoorstep;
const printed: string[] = [];
/** Called with each line that a block prints: what happens in the world meanwhile. */
let meanwhile: (line: string) => void;
beforeEach(() => {
  fake = createFakeDoorstep({ url: 'https://api.example/graphql', fullShare: 0 });
  printed.length = 0;
  meanwhile = () => {};
  vi.stubGlobal('fetch', fake.fetch);
  vi.stubGlobal('WebSocket', fake.WebSocket);
  vi.stubEnv('DOORSTEP_KEY', fake.secretKey);
  vi.stubEnv('WEBHOOK_SECRET', SECRET);
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
    const line = words.map(String).join(' ').trim();
    printed.push(line);
    meanwhile(line);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const run = async (name: string): Promise<Record<string, any>> => import(/* @vite-ignore */ blocks.find((block) => block.name === name)?.file ?? name);
const shop = () => createDoorstep({ url: fake.url, secretKey: fake.secretKey });

async function holdOne() {
  const { quote, options } = await shop().deliveryOptions({
    address: { line1: '1 Main St', city: 'Oakland', postalCode: '94607' },
    basket: { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] },
  });
  return (await shop().holdDeliveryOption({ quote, optionId: options.find(({ available }) => available)?.id ?? '' })).hold;
}
const orderOne = async (reference: string) => shop().confirmHold({ holdId: (await holdOne()).id, reference, recipient: { name: 'Ada' } });

test('there is a guide for each task', () => {
  expect(guides.sort()).toEqual(['follow-deliveries.md', 'import-orders.md', 'receive-webhooks.md', 'sell-a-window.md', 'test-your-integration.md']);
  expect(blocks).toHaveLength(10);
});

test('every block compiles in strict TypeScript', { timeout: 2 * MINUTE }, async () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('a window is sold in the page', async () => {
  await run('sell-a-window 1');
  expect(printed).toEqual(['Yours for PT10M', 'hld_']);
});

test('and the order is made on the server', async () => {
  vi.stubEnv('HOLD_ID', (await holdOne()).id);
  await run('sell-a-window 2');
  expect(printed).toEqual(['CONFIRMED America/Los_Angeles', 'true', 'NOT_FOUND']);
  expect((await shop().orders({})).edges).toHaveLength(1);
});

test('orders are imported', async () => {
  await run('import-orders 1');
  expect(printed).toEqual(['S-2001 imported', 'S-2002 INVALID_INPUT address, INVALID_INPUT basket, INVALID_INPUT serviceLevelCode, INVALID_INPUT date, INVALID_INPUT windowStart']);
});

test('and listed', async () => {
  await orderOne('S-2001');
  await run('import-orders 2');
  expect(printed).toEqual(['S-2001 CONFIRMED']);
});

test('one delivery is followed in a page', async () => {
  const { delivery, trackingLink } = await orderOne('F-1');
  vi.stubEnv('TRACKING_TOKEN', trackingLink.token);
  meanwhile = (line) => line.startsWith('CONFIRMED') && fake.moveDelivery(delivery.id, 'DELIVERED');
  await run('follow-deliveries 1');
  expect(printed.filter((line) => !/ /.test(line))).toEqual(['connecting', 'live', 'closed']);
  expect(printed.filter((line) => / /.test(line)).map((line) => line.split(' ')[0])).toEqual(['CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED', 'DELIVERED']);
});

test('all deliveries are followed by a server', async () => {
  const { delivery } = await orderOne('F-2');
  meanwhile = (line) => line.startsWith('present') && setTimeout(() => fake.moveDelivery(delivery.id, 'DELIVERED'));
  await run('follow-deliveries 2');
  expect(printed).toEqual(['present dlv_ CONFIRMED', ...['planned', 'loaded', 'out_for_delivery', 'arriving', 'arrived', 'delivered'].map((state) => `delivery.${state}`)]);
});

test('webhooks are received, once', async () => {
  const { receive } = await run('receive-webhooks 1');
  const post = async (secret = SECRET) =>
    (await receive(new Request('https://shop.test/', { method: 'POST', ...(await signTestWebhook({ secret, id: 'msg_1', event: { type: 'delivery.delivered', deliveryId: 'dlv_1' } })) }))).status;
  expect([await post(), await post(), await post(`whsec_${btoa('some other thirty-two bytes here')}`)]).toEqual([204, 204, 400]);
  expect(printed).toEqual(['delivered dlv_']);
});

test('and tried with the fake', async () => {
  await run('receive-webhooks 2');
  expect(printed).toEqual([['confirmed', 'planned', 'loaded', 'out_for_delivery'].flatMap((state) => Array(2).fill(`delivery.${state} 200`)).join(', ')]);
});

test('an integration is tested', async () => {
  await run('test-your-integration 1');
  expect(printed).toEqual(['CONFIRMED', '2 orders, 3 requests', 'delivery.delivered']);
});

test('also with msw', async () => {
  vi.unstubAllGlobals();
  await run('test-your-integration 2');
  expect(printed).toEqual(['Fern & Field']);
});
