import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Files of a built version, and the loader under the name of its content: they never change. */
const NAMED_BY_CONTENT = /\/[0-9a-f]{12}\/[\w-]+\.js|\/doorstep-[0-9a-f]{12}\.js/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const FIVE_MINUTES = 'public, max-age=300';

/** From `api/src` and from `api/dist/src` alike: the folder of the package. */
function packageFolder(name: string): string {
  for (const up of ['../', '../../']) {
    const candidate = fileURLToPath(new URL(`${up}${name}`, import.meta.url));
    if (existsSync(candidate)) return candidate;
  }
  throw new Error(`The folder "${name}" of the api package is missing: run "npm run build".`);
}

/** The files that other sites and recipients load: widgets at `/widgets/`, the hosted tracking page at `/t/`. */
export async function registerPages(http: FastifyInstance): Promise<void> {
  const folder = packageFolder('public');
  await http.register(fastifyStatic, { root: folder, prefix: '/t/', decorateReply: false, index: 'tracking.html', cacheControl: true, maxAge: '5m' });
  const widgets = fileURLToPath(new URL('../../widgets/dist/', `file://${folder}/`));
  if (existsSync(widgets)) {
    await http.register(fastifyStatic, {
      root: widgets, prefix: '/widgets/', decorateReply: false, index: false, preCompressed: true, cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', NAMED_BY_CONTENT.test(path) ? FOR_EVER : FIVE_MINUTES),
    });
  }
}
