import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/** Nothing inline, nothing from elsewhere, and not one Trusted Types policy. */
export const STRICT = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'";

/** What a request for data is answered with. */
export type Answer = (operation: string, variables: Record<string, any>) => unknown;

/** A shop's page with the built widgets, over HTTP, as shops have them. */
export class HostPage {
  /** What the page asked for, in order. */
  readonly asked: string[] = [];
  /** What went wrong in the page: uncaught errors, and violations of its policy. */
  readonly problems: string[] = [];
  /** Codes of the widgets' `doorstep-error` events. */
  readonly told: string[] = [];
  /** Data by operation; default none. */
  answer: Answer = () => ({});
  /** Takes a request over; true when it has. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean> = () => false;

  #html = '';
  #page: Page | undefined;

  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
  ) {}

  static async start(browser: Browser): Promise<HostPage> {
    if (!existsSync(`${DIST}files.json`)) throw new Error('The widgets are not built: run "npm run build -w widgets".');
    const server = createServer();
    const host = new HostPage(server, browser);
    server.on('request', (request, response) => void host.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Opens a page with this body. */
  async open(body: string, { language = 'en', width = 640, head = '' } = {}): Promise<Page> {
    await this.#page?.close();
    this.asked.length = this.problems.length = this.told.length = 0;
    this.#html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
    const page = (this.#page = await this.browser.newPage({ viewport: { width, height: 800 }, timezoneId: 'America/Los_Angeles', locale: 'en-US' }));
    page.on('pageerror', (error) => void this.problems.push(error.message));
    await page.exposeFunction('tellViolation', (text: string) => void this.problems.push(text));
    await page.exposeFunction('tellError', (code: string) => void this.told.push(code));
    await page.addInitScript("addEventListener('doorstep-error', (event) => tellError(event.detail.code), true)");
    await page.addInitScript("addEventListener('securitypolicyviolation', (event) => tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))");
    await page.goto(this.origin);
    return page;
  }

  async close(): Promise<void> {
    await this.#page?.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url!, this.origin);
    this.asked.push(pathname);
    if (await this.intercept(request, response)) return;
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': STRICT }).end(this.#html);
    } else if (pathname === '/graphql' && request.method === 'GET') {
      // No sockets here: widgets ask by query then.
      response.writeHead(426).end();
    } else if (pathname === '/graphql') {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { operationName, variables } = JSON.parse(body);
      const data = await this.answer(operationName, variables ?? {});
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    } else {
      const file = `${DIST}${pathname.replace('/widgets/', '')}`;
      const isThere = pathname.startsWith('/widgets/') && existsSync(file);
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/javascript' }).end(isThere ? readFileSync(file) : '');
    }
  }
}
