import type { Browser, Page } from 'playwright';

/** A page of the demo in a real browser, and everything it complained about. */
export class WatchedPage {
  readonly page: Page;
  /** Errors on the console, uncaught ones, violations of the content security policy, answers of 400 and above, and horizontal scrolling. */
  readonly problems: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('console', (message) => void (message.type() === 'error' && this.problems.push(message.text())));
    page.on('pageerror', (error) => void this.problems.push(error.message));
    page.on('response', (response) => void (response.status() >= 400 && this.problems.push(`${response.status()} ${response.url()}`)));
  }

  /** As wide as the smallest phone that WCAG 2.2 asks for. */
  static async open(browser: Browser, url: string, width = 320): Promise<WatchedPage> {
    const page = await browser.newPage({ viewport: { width, height: 720 }, timezoneId: 'America/Los_Angeles', locale: 'en-US' });
    const watched = new WatchedPage(page);
    await page.exposeFunction('tellViolation', (text: string) => void watched.problems.push(text));
    await page.addInitScript("addEventListener('securitypolicyviolation', (event) => tellViolation(`${event.violatedDirective} ${event.blockedURI}`))");
    await page.goto(url);
    return watched;
  }

  /** Presses a key until what has the focus, in shadow trees too, matches the selector. */
  async pressUntilFocused(key: string, selector: string): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      await this.page.keyboard.press(key);
      const isThere = await this.page.evaluate((wanted) => {
        let focused = document.activeElement;
        while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
        return focused?.matches(wanted) ?? false;
      }, selector);
      if (isThere) return;
    }
    throw new Error(`${key} never came to ${selector}.`);
  }

  /** How far the page can be scrolled sideways, in pixels. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** The text of an element, once it is there. */
  text(selector: string): Promise<string> {
    return this.page.locator(selector).first().innerText();
  }
}
