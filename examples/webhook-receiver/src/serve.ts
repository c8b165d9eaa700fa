import { createServer, type Server } from 'node:http';

const MOST_BYTES = 256 * 1024;

/** Serves one handler over HTTP. */
export async function serve(handler: (request: Request) => Promise<Response>, port: number): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of incoming as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > MOST_BYTES) return void outgoing.writeHead(413).end();
      parts.push(part);
    }
    const headers = new Headers(Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])));
    const hasBody = incoming.method === 'POST';
    const request = new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, { method: incoming.method ?? 'GET', headers, ...(hasBody && { body: Buffer.concat(parts) }) });
    const response = await handler(request).catch(() => new Response(null, { status: 500 }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/webhooks` };
}
