import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ShopSettings } from './create-shop.ts';
import type { Delivery } from './session.ts';

export interface FoundDoorstep extends ShopSettings {
  /** Ends what was started for the shop. */
  readonly stop: () => void;
}

const DEMO_URL = 'http://127.0.0.1:4000';
const ROOT = new URL('../../../', import.meta.url);
const PATIENCE_SECONDS = 120;
const VARIABLES = ['DOORSTEP_URL', 'DOORSTEP_SECRET_KEY', 'DOORSTEP_PUBLISHABLE_KEY'] as const;

interface DemoConfig {
  readonly shops: readonly { readonly publishableKey: string; readonly addresses: readonly Delivery[] }[];
}

interface DemoKeys {
  readonly retailers: readonly { readonly secretKey: string; readonly publishableKey: string }[];
}

/** The Doorstep that the environment names; else the demo in this repository, which is started when it does not run. */
export async function findDoorstep(environment: Readonly<Record<string, string | undefined>>): Promise<FoundDoorstep> {
  const [url, secretKey, publishableKey] = VARIABLES.map((name) => environment[name] || undefined);
  if (url && secretKey && publishableKey) return { doorstepUrl: url.replace(/\/(graphql)?$/, ''), secretKey, publishableKey, stop: () => {} };
  if (url || secretKey || publishableKey) throw new Error(`Set all of ${VARIABLES.join(', ')}, or none of them for the demo.`);

  const running = await readDemo();
  const child = running ? undefined : spawn(process.execPath, [fileURLToPath(new URL('examples/city/dist/main.js', ROOT))], { cwd: fileURLToPath(ROOT), stdio: ['ignore', 'inherit', 'inherit'] });
  const { publishableKey: key, addresses } = (running ?? (await waitForDemo(() => child?.exitCode !== null))).shops[0]!;
  const keys = JSON.parse(readFileSync(new URL('.data/demo-keys.json', ROOT), 'utf8')) as DemoKeys; // the demo writes it, for whom it may concern
  const retailer = keys.retailers.find((each) => each.publishableKey === key);
  if (!retailer) throw new Error('The demo that runs keeps its keys in another folder than .data. Stop it, or name a Doorstep in DOORSTEP_URL.');
  return { doorstepUrl: DEMO_URL, secretKey: retailer.secretKey, publishableKey: key, exampleAddress: addresses[0], stop: () => void child?.kill('SIGTERM') };
}

async function readDemo(): Promise<DemoConfig | undefined> {
  const response = await fetch(`${DEMO_URL}/demo/config.json`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as DemoConfig) : undefined;
}

async function waitForDemo(hasEnded: () => boolean): Promise<DemoConfig> {
  for (let second = 0; second < PATIENCE_SECONDS && !hasEnded(); second += 1) {
    const config = await readDemo();
    if (config) return config;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('The demo did not start. Run "npm start" to see why.');
}
