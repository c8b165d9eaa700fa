import { localDate, localTime, type App } from '@doorstep/api';
import { TIME_ZONE } from '../courier/courier-keys.ts';
import type { Courier } from '../courier/open-courier.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { World } from '../simulation/world.ts';
import type { Console } from './console.ts';
import { slugOf, trackingLinks } from './storefront-config.ts';

/** Who stays at home because a paper has lapsed: the planner leaves that shift out by itself. */
export async function tellLapsedPapers(terminal: Console, { office }: Courier): Promise<void> {
  for (const { name, credentials } of await office.drivers()) {
    for (const { kind, expiresOn, valid } of credentials) {
      if (!valid) terminal.line(`  ${name} stays at home: the ${kind.toLowerCase()} expired on ${expiresOn}, so the planner leaves this shift out.`);
    }
  }
}

export interface WhereToGo {
  readonly app: App;
  readonly world: World;
  readonly keysFile: string;
  readonly speed: number;
}

/** Addresses to open and keys to try. */
export async function tellWhereToGo(terminal: Console, { app: { url }, world, keysFile, speed }: WhereToGo): Promise<void> {
  const { shops, keys } = world.courier;
  const [link] = await trackingLinks(world);
  terminal.box([
    ['', 'Doorstep is ready. Open'],
    ...shops.map(({ keys: { name } }) => ['storefront', `${url}/?shop=${slugOf(name)}   (${name})`] as const),
    ...(link ? [['tracking', `${url}${link.url}   (${link.title})`] as const] : []),
    ['', `Or ${url}/demo/track for whatever is on the road just then; the GraphQL explorer is at`],
    ['explorer', `${url}/explorer`],
    ['', 'Keys to try, as "Authorization: Bearer …"'],
    ['courier', keys.secretKey],
    ...shops.flatMap(({ keys: { name, secretKey, publishableKey } }) => [[name, secretKey], ['', `    in pages  ${publishableKey}`]] as const),
    ['', `They are kept in ${keysFile}. Time runs ${speed} times as fast as yours; Ctrl-C stops, npm start goes on.`],
  ]);
}

export function tellServerOnly(terminal: Console, { url }: App): void {
  terminal.box([
    ['', 'This database already has an organization, so there is no demo in it: the demo makes its own only in an empty database.'],
    ['server', url],
    ['explorer', `${url}/explorer`],
    ['', 'Without DATABASE_URL the demo runs on its own embedded database. For real use: npm run serve'],
  ]);
}

/** One line on how it goes. */
export function newsOf({ world, clock }: Simulation): string {
  const now = clock.now();
  const { ordered, delivered, failed } = world.tally.counts;
  const trouble = world.trouble.total > 0 ? `, ${world.trouble.total} unexpected answers` : '';
  return `  ${localDate(now, TIME_ZONE)} ${localTime(now, TIME_ZONE)}  ordered ${ordered}, delivered ${delivered}, failed ${failed}, on the road ${world.tally.onTheRoad} in ${world.tally.vansOut} vehicles${trouble}`;
}
