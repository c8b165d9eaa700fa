import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const SCHEMA = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('relay-compiler/package.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstep-relay-'));
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'made'));
  await copyFile(SCHEMA, join(folder, 'schema.graphql'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify({ src: './src', schema: './schema.graphql', language: 'typescript', artifactDirectory: './made', eagerEsModules: true }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function compile(source: string): Promise<{ readonly output: string; readonly failed: boolean }> {
  await writeFile(join(folder, 'src', 'Orders.ts'), source);
  const { bin } = JSON.parse(await readFile(compiler, 'utf8')) as { bin: string };
  const run = promisify(execFile)(process.execPath, [join(dirname(compiler), bin), 'relay.config.json'], { cwd: folder });
  return run.then(
    ({ stdout, stderr }) => ({ output: stdout + stderr, failed: false }),
    (error: { stdout: string; stderr: string }) => ({ output: error.stdout + error.stderr, failed: true }),
  );
}

const page = (field: string) => `
import { graphql } from 'react-relay';
graphql\`
  fragment Orders_query on Query @refetchable(queryName: "OrdersPageQuery") @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    orders(first: $count, after: $cursor) @connection(key: "Orders_orders") {
      edges { node { id ${field} deliveries { id state } } }
    }
  }
\`;
graphql\`
  query OrdersQuery { ...Orders_query }
\`;
graphql\`
  query OrdersNodeQuery($id: ID!) { node(id: $id) { ... on Delivery { state journey(first: 10) @connection(key: "Delivery_journey") { edges { node { type } } } } } }
\`;
graphql\`
  mutation OrdersCancelMutation($input: CancelDeliveryInput!) { cancelDelivery(input: $input) { delivery { id state } userErrors { code message } } }
\`;
graphql\`
  subscription OrdersTrackingSubscription($deliveryId: ID!) { deliveryTracking(deliveryId: $deliveryId) { state stopsAway } }
\`;
`;

test('its compiler accepts the schema: connections, refetching by node, mutations, subscriptions', async () => {
  const { output, failed } = await compile(page('reference'));
  expect({ output, failed }).toMatchObject({ failed: false });
  expect((await readdir(join(folder, 'made'))).sort()).toEqual([
    'OrdersCancelMutation.graphql.ts', 'OrdersNodeQuery.graphql.ts', 'OrdersPageQuery.graphql.ts', 'OrdersQuery.graphql.ts', 'OrdersTrackingSubscription.graphql.ts', 'Orders_query.graphql.ts',
  ]);
  expect(await readFile(join(folder, 'made', 'Orders_query.graphql.ts'), 'utf8')).toContain('"connection"');
});

test('and would say so when it did not', async () => {
  const { output, failed } = await compile(page('moons'));
  expect(failed).toBe(true);
  expect(output).toContain('moons');
});
