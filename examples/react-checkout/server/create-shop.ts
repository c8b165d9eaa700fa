import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { createDoorstep, UserErrorsError } from '@doorstep/sdk';

export interface ShopSettings {
  readonly doorstepUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** The built page. */
  readonly pages: string;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const MOST_BYTES = 10_000;

/** The shop's server: the built page, its settings, and the one step that needs the secret key. */
export function createShop({ doorstepUrl, secretKey, publishableKey, pages }: ShopSettings): Server {
  const doorstep = createDoorstep({ url: `${doorstepUrl}/graphql`, secretKey });
  // React needs no inline script; the page speaks to the shop and to Doorstep, and to nobody else.
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${doorstepUrl}`;

  /** Address, basket, window and price are in the hold: nothing that a page could change decides what is ordered. */
  async function order(body: string): Promise<Response> {
    const { holdId, name } = JSON.parse(body) as { holdId?: unknown; name?: unknown };
    if (typeof holdId !== 'string' || typeof name !== 'string') return new Response('Choose a window and give your name.', { status: 400 });
    const reference = `RC-${randomBytes(4).toString('hex').toUpperCase()}`;
    try {
      const { trackingLink } = await doorstep.confirmHold({ holdId, reference, recipient: { name } });
      return Response.json({ reference, trackingUrl: trackingLink.url });
    } catch (error) {
      if (error instanceof UserErrorsError) return new Response(error.userErrors.map(({ message }) => message).join(' '), { status: 409 });
      throw error;
    }
  }

  async function page(path: string): Promise<Response> {
    const file = join(pages, normalize(path === '/' ? '/index.html' : path));
    const text = await readFile(file).catch(() => undefined);
    if (!text) return new Response('There is nothing here.', { status: 404 });
    return new Response(new Uint8Array(text), { headers: { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy } });
  }

  return createServer(async (request, reply) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    const answer = async () => {
      if (pathname === '/settings.json') return Response.json({ apiUrl: `${doorstepUrl}/graphql`, publishableKey });
      return pathname === '/order' && request.method === 'POST' ? order(await bodyOf(request)) : page(pathname);
    };
    const response = await answer().catch(() => new Response('The order could not be placed. Try again.', { status: 500 }));
    reply.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) {
    text += String(part);
    if (text.length > MOST_BYTES) throw new Error('Too long.');
  }
  return text;
}
