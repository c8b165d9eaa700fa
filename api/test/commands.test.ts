import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { rowsOf, Shopper } from './shopper.ts';

let app: TestApp;
let courier: TestCourier;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server);
  folder = await mkdtemp(path.join(tmpdir(), 'doorstep-commands-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the server as its own process, as npm does. */
function run(command: string, ...args: string[]): Promise<Ended> {
  const api = path.join(import.meta.dirname, '..');
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', path.join('src', command), ...args], { cwd: api, env: { ...process.env, DATABASE_URL: app.databaseUrl } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

it('create-organization makes a tenant whose key works, shown once', async () => {
  const { code, stdout } = await run('create-organization-cli.ts', '--name', 'Bay Couriers', '--currency', 'USD', '--time-zone', 'America/Los_Angeles');
  const [key] = /sk_\S+/.exec(stdout) ?? [];
  expect(code).toBe(0);
  const { data } = await app.gql('{ viewer { kind organization { name currency timeZone } } apiKeys { name } }', {}, key);
  expect(data).toEqual({ viewer: { kind: 'SECRET_KEY', organization: { name: 'Bay Couriers', currency: 'USD', timeZone: 'America/Los_Angeles' } }, apiKeys: [{ name: 'First key' }] });
});

it.each(['main.ts', 'create-organization-cli.ts', 'import-cli.ts', 'check-plan-cli.ts'])('%s --help tells how to use it, and does nothing', async (command) => {
  const { code, stdout, stderr } = await run(command, '--help');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^npm run [a-z-]+ -- /);
});

it.each([
  [['--name', 'X', '--currency', 'USD'], 2, /npm run create-organization/],
  [['--nonsense'], 2, /--nonsense[^]*npm run create-organization/],
  [['--name', 'X', '--currency', 'Dollars', '--time-zone', 'America/Los_Angeles'], 1, /ISO 4217/],
  [['--name', 'X', '--currency', 'USD', '--time-zone', 'Pacific'], 1, /IANA time zone/],
])('create-organization %j says what was expected', async (args, code, text) => {
  const ended = await run('create-organization-cli.ts', ...args);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toMatch(text);
});

it('import tells each order, writes the report, and ends with 1 when one was refused', async () => {
  const [orders, report] = [path.join(folder, 'orders.csv'), path.join(folder, 'report.csv')];
  const { line1, position } = addressNear(1);
  const row = (name: string, person: string) => `${name},paid,${person},${line1},94607,1,Coffee,${position.latitude},${position.longitude}`;
  await writeFile(orders, ['Name,Financial Status,Shipping Name,Shipping Address1,Shipping Zip,Lineitem quantity,Lineitem name,Lat,Lng', row('#1', 'Ada'), row('#2', '')].join('\n'));
  const args = [orders, '--key', courier.retailers[0]!.secretKey, '--url', app.url, '--latitude-column', 'Lat', '--longitude-column', 'lng', '--report', report];
  const ended = await run('import-cli.ts', ...args);
  expect(ended.stdout).toMatch(/^line 2  #1  created .*\nline 3  #2  refused  Shipping Name is empty\.\n2 orders: 1 created, 0 already there, 1 refused\.\n$/);
  expect(ended.stderr).toMatch(/^2 orders for Fern & Field\./);
  expect(ended.code).toBe(1);
  expect((await readFile(report, 'utf8')).split('\n')).toEqual(['Line,Last line,Name,Result,Detail', expect.stringMatching(/^2,2,#1,created,/), '3,3,#2,refused,Shipping Name is empty.', '']);
  expect(ended.stdout + ended.stderr).not.toContain('Ada');
});

it.each([
  [['missing.csv', '--key', 'sk_x'], /no file missing\.csv/],
  [['package.json', '--key', 'pk_x'], /secret key/],
  [['package.json', '--key', 'sk_x', '--parcel', 'big'], /--parcel must look like/],
  [['package.json', '--key', 'sk_x', '--nonsense'], /--nonsense/],
])('import %j can not begin, and says why', async (args, text) => {
  const ended = await run('import-cli.ts', ...args);
  expect([ended.code, ended.stdout]).toEqual([2, '']);
  expect(ended.stderr).toMatch(text);
});

describe('check-plan', () => {
  it('says that a plan is kept, and what is broken in one that is not', async () => {
    const { deliveryId } = await new Shopper(app, courier).order(1, 'CHECK-1', TOMORROW);
    const kept = await run('check-plan-cli.ts', '--depot', courier.depotId, '--date', TOMORROW);
    expect(kept).toEqual({ code: 0, stdout: `Oakland (Test Courier) on ${TOMORROW}: 2 routes, 1 stops, 1 promised deliveries checked; every promise can be kept.\n`, stderr: '' });

    const [stop] = await rowsOf<{ id: string }>(app, courier, `update stop set window_end = planned_arrival - interval '90 seconds' where delivery_id = ? returning id`, [deliveryId]);
    const broken = await run('check-plan-cli.ts', '--depot', 'Oakland', '--organization', 'Test Courier', '--date', TOMORROW);
    expect(broken.stdout).toBe(
      `LATE  ${stop!.id} begins PT1M30S after its window has ended.\nOakland (Test Courier) on ${TOMORROW}: 2 routes, 1 stops, 1 promised deliveries checked; 1 broken.\n`,
    );
    expect(broken.code).toBe(1);
  });

  it.each([
    [[], /Give --depot[^]*npm run check-plan/],
    [['--depot', 'Atlantis'], /no depot "Atlantis"/],
    [['--depot', 'Oakland', '--organization', 'Nobody'], /organization "Nobody"/],
    [['--depot', 'Oakland', '--date', 'tomorrow'], /--date must be a date/],
    [['--nonsense'], /--nonsense[^]*npm run check-plan/],
  ])('%j could not be checked, and says why', async (args, text) => {
    const ended = await run('check-plan-cli.ts', ...args);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(text);
  });

  it('asks which depot is meant when two have one name', async () => {
    const other = await createTestCourier(app.server, { name: 'Other Courier', drivers: 0 });
    const ended = await run('check-plan-cli.ts', '--depot', 'Oakland');
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain(`${other.depotId} (Other Courier)`);
  });
});
