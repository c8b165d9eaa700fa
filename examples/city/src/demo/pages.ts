import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { StartOptions } from '@doorstep/api';
import { UserErrorsError } from '@doorstep/sdk';
import { makeBaseMap, type BaseMap } from '../city/base-map.ts';
import { clipBaseMap } from '../city/clip-base-map.ts';
import type { City } from '../city/generate-city.ts';
import type { Bounds } from '../city/geo.ts';
import { placeOrder, readOrderForm } from './place-order.ts';
import { storefrontConfig, trackingLinks } from './storefront-config.ts';
import type { World } from '../simulation/world.ts';

type Http = Parameters<NonNullable<StartOptions['extend']>>[0];

/** What the pages show. The city is there before the courier works in it. */
export interface PagesOptions {
  readonly city: City;
  /** Undefined until the courier works. */
  readonly world: () => World | undefined;
}

const STOREFRONT = fileURLToPath(new URL('../../../storefront/public/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2',
};
const NOT_READY = { message: 'The courier is just getting up. Try again in some seconds.' };

/** The demo's own pages: the storefront at `/`, what it needs under `/demo/`, and the base map of the tracking page. */
export async function registerDemoPages(http: Http, { city, world }: PagesOptions): Promise<void> {
  for (const file of readdirSync(STOREFRONT)) {
    const type = TYPES[extname(file)];
    if (type) http.get(file === 'index.html' ? '/' : `/${file}`, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(readFileSync(join(STOREFRONT, file))));
  }
  registerBaseMap(http, makeBaseMap(city));
  http.get('/demo/config.json', async (_request, reply) => {
    const there = world();
    return there ? reply.header('cache-control', 'no-store').send(await storefrontConfig(there)) : reply.code(503).send(NOT_READY);
  });
  http.get('/demo/track', async (_request, reply) => {
    const there = world();
    const [link] = there ? await trackingLinks(there) : [];
    return link ? reply.header('cache-control', 'no-store').redirect(link.url) : reply.code(503).type('text/plain; charset=utf-8').send('No van is on the road just now. Try again in a minute.');
  });
  http.post('/demo/orders', async (request, reply) => {
    const there = world();
    if (!there) return reply.code(503).send(NOT_READY);
    const form = readOrderForm(request.body);
    if ('message' in form) return reply.code(400).send(form);
    try {
      const order = await placeOrder(there, form);
      if (!order) return reply.code(404).send({ message: `There is no shop "${form.shop}".` });
      return order;
    } catch (error) {
      if (!(error instanceof UserErrorsError)) throw error;
      return reply.code(409).send({ message: error.userErrors.map(({ message }) => message).join(' ') });
    }
  });
}

/** The whole map, or what of it lies in `?bounds=west,south,east,north`. */
function registerBaseMap(http: Http, map: BaseMap): void {
  const whole = gzipSync(JSON.stringify(map));
  for (const path of ['/t/base-map.json', '/demo/base-map.json']) {
    http.get<{ Querystring: { bounds?: string } }>(path, (request, reply) => {
      void reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=3600');
      const { bounds } = request.query;
      if (bounds !== undefined) {
        const parsed = parseBounds(bounds);
        return parsed ? reply.send(clipBaseMap(map, { bounds: parsed })) : reply.code(400).send({ message: 'Expected ?bounds=west,south,east,north in degrees.' });
      }
      const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      return takesGzip ? reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(whole) : reply.send(map);
    });
  }
}

function parseBounds(text: string): Bounds | undefined {
  const [west, south, east, north] = text.split(',').map(Number);
  const isBox = west !== undefined && south !== undefined && east !== undefined && north !== undefined && west < east && south < north;
  return isBox ? [west, south, east, north] : undefined;
}
