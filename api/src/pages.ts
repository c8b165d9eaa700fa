import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

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
    await http.register(fastifyStatic, { root: widgets, prefix: '/widgets/', decorateReply: false, index: false, maxAge: '5m' });
  }
}
