import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HttpResponse } from 'msw';
import { graphql } from 'msw/graphql';
import { http } from 'msw/http';
import { setupServer } from 'msw/node';
import { ws } from 'msw/ws';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

const MINUTE = 60_000;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The blocks as modules of their own, importing the sources instead of the package. */
const folder = here('../.cache/readme');
const blocks = [...readFileSync(here('../README.md'), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = ''], index) => ({
  file: join(folder, `block-${index}.ts`),
  text: text.replaceAll(/'@doorstep\/sdk\/(\w+)'/g, "'../../src/$1.ts'").replaceAll("'@doorstep/sdk'", "'../../src/index.ts'"),
}));

const WINDOW = { start: '2026-11-22T18:00:00.000Z', end: '2026-11-22T20:00:00.000Z', timeZone: 'America/Los_Angeles' };
const PRICE = { amount: '7.90', currency: 'USD' };
const OPTION = { id: 'opt_2', available: true, window: WINDOW, price: PRICE };
const DELIVERY = { id: 'dlv_1', state: 'CONFIRMED', order: { reference: 'R-1001' }, window: WINDOW };
const EVENT = { cursor: 'c1', type: 'delivery.loaded', deliveryId: 'dlv_1', occurredAt: '2026-11-22T15:00:00.000Z' };

const OPTIONS = { deliveryOptions: { quote: 'q', options: [{ ...OPTION, id: 'opt_1', available: false }, OPTION] } };

const page = ws.link('wss://api.example/graphql');
const api = graphql.link('https://api.example/graphql');
const answer = (data: Record<string, unknown>) => () => HttpResponse.json<{ data: Record<string, unknown> }>({ data });
const server = setupServer(
  http.post('https://api.example/graphql', async ({ request }) => {
    const { documentId, operationName } = (await request.clone().json()) as { documentId?: string; operationName: string };
    // What a page says comes by id.
    if (documentId && operationName === 'DeliveryOptions') return HttpResponse.json({ data: OPTIONS });
    return undefined;
  }),
  page.addEventListener('connection', ({ client }) => {
    client.addEventListener('message', ({ data }) => {
      const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload: { operationName: string } };
      if (type !== 'subscribe' || payload.operationName !== 'DeliveryTracking') return;
      for (const [state, stopsAway] of [['ARRIVING', 1], ['DELIVERED', 0]]) {
        setTimeout(() => client.send(JSON.stringify({ type: 'next', id, payload: { data: { deliveryTracking: { state, stopsAway } } } })));
      }
    });
  }),
  api.query('DeliveryOptions', answer(OPTIONS)),
  api.mutation('HoldDeliveryOption', ({ variables }) =>
    variables['input'].optionId === 'opt_2'
      ? HttpResponse.json({
          data: { holdDeliveryOption: { hold: { id: 'hld_1', expiresAt: WINDOW.start, window: WINDOW, price: PRICE }, userErrors: [], alternatives: [] } },
        })
      : HttpResponse.json({
          data: { holdDeliveryOption: { hold: null, userErrors: [{ code: 'WINDOW_GONE', field: null, message: 'Gone.' }], alternatives: ['opt_2'] } },
        }),
  ),
  api.mutation(
    'ConfirmHold',
    answer({ confirmHold: { order: { id: 'ord_1' }, delivery: DELIVERY, trackingLink: { url: 'https://track.example' }, userErrors: [] } }),
  ),
  api.query('Deliveries', answer({ deliveries: { edges: [{ cursor: 'c', node: DELIVERY }], pageInfo: { hasNextPage: false, endCursor: 'c' } } })),
  api.query('DepotNames', answer({ depots: [{ name: 'Oakland' }] })),
  api.subscription('DeliveryEvents', ({ subscription }) => {
    subscription.publish({ data: { deliveryEvents: EVENT } });
    subscription.error([{ message: 'Too old.', extensions: { code: 'RESYNC_REQUIRED' } }]);
  }),
);

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of blocks) writeFileSync(file, text);
  const config = { extends: '../../tsconfig.test.json', compilerOptions: { rootDir: '../..' }, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  server.listen({ onUnhandledFrame: 'error' });
});
afterAll(() => server.close());

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.stubEnv('DOORSTEP_KEY', 'sk_example');
  vi.stubEnv('WEBHOOK_SECRET', `whsec_${btoa('an example of thirty-two bytes..')}`);
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void printed.push(words.map(String).join(' ')));
});

test('every block compiles in strict TypeScript', { timeout: 2 * MINUTE }, async () => {
  expect(blocks).toHaveLength(7);
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test.each([
  [0, ['Yours until 2026-11-22T18:00:00.000Z: 2026-11-22T18:00:00.000Z, 7.90 USD', 'dlv_1 is CONFIRMED; follow it at https://track.example']],
  [1, ['2026-11-22T18:00:00.000Z undefined', '2026-11-22T18:00:00.000Z 7.90', 'ARRIVING 1', 'DELIVERED 0']],
  [2, [
    'connecting', 'live', 'closed', 'delivery.loaded dlv_1 2026-11-22T15:00:00.000Z',
    'The cursor is too old: read the deliveries anew, then follow from the newest cursor.',
  ]],
  [3, ['Still free: opt_2']],
  [4, ['dlv_1 R-1001 2026-11-22T20:00:00.000Z', 'Oakland']],
  [5, ['dlv_1 has been delivered.', '204']],
  [6, ['EXPIRED', 'SECRET_KEY 5']],
])('block %i runs and prints what it should', async (index, lines) => {
  await import(/* @vite-ignore */ blocks[index]?.file ?? '');
  expect(printed).toEqual(lines);
});
