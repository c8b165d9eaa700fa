import { afterEach, expect, test } from 'vitest';

const STRICT = "default-src 'none'; script-src 'self'; connect-src *; require-trusted-types-for 'script'";

let frame: HTMLIFrameElement;

afterEach(() => frame.remove());

/** A page with a strict content security policy that loads a widget the given way, and what went wrong in it. */
async function hostPage(body: string): Promise<{ page: Document; problems: string[] }> {
  frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${STRICT}"><body>${body}`;
  const problems: string[] = [];
  document.body.append(frame);
  // Listeners are set as soon as the document is there, which is before its modules have arrived.
  while (!frame.contentDocument?.querySelector('meta')) await new Promise((resolve) => setTimeout(resolve));
  const window = frame.contentWindow!;
  window.addEventListener('error', ({ message }) => problems.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => problems.push(String(reason)));
  window.document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => problems.push(`${violatedDirective} ${sourceFile}`));
  // Comes after every module has run.
  if (window.document.readyState !== 'complete') await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  return { page: window.document, problems };
}

// Not `new URL(…, import.meta.url)` in one expression: Vite would take that for a file to copy.
const here = import.meta.url;
const script = (widget: string, version = '') =>
  `<script type="module" src="${new URL(`../${widget}/register.ts${version}`, here).href}"></script>`;

for (const [tag, folder] of [['doorstep-slot-picker', 'slot-picker'], ['doorstep-tracking', 'tracking']]) {
  test(`<${tag}> loads under a strict policy, twice, and is styled`, async () => {
    const { page, problems } = await hostPage(`<${tag} theme="light"></${tag}>${script(folder!)}${script(folder!, '?again')}`);
    const card = () => page.querySelector(tag!)!.shadowRoot?.querySelector('.card');
    await expect.poll(card, { timeout: 5000 }).toBeTruthy();
    expect(page.defaultView!.getComputedStyle(card()!).backgroundColor).toBe('rgb(255, 255, 255)');
    expect(problems).toEqual([]);
  });

  test(`<${tag}> with an unreachable API and nonsense for attributes breaks nothing`, async () => {
    const nonsense = 'basket="{" days="many" locale="no such tongue" latitude="north" base-map-url="::" value="x"';
    const { page, problems } = await hostPage(
      `<${tag} api-url="http://[bad" publishable-key="sk_secret" tracking-token="a b" address-line1="1 Street" city="Town" postal-code="1" ${nonsense}></${tag}>${script(folder!)}`,
    );
    await expect.poll(() => page.querySelector(tag!)!.shadowRoot?.querySelector('.empty'), { timeout: 5000 }).toBeTruthy();
    const element = page.querySelector(tag!)!;
    Object.assign(element, { basket: { parcels: [{}] }, address: { line1: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(problems).toEqual([]);
  });
}
