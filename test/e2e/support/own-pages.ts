import { expect, type Page } from '@playwright/test';
import type { Browser } from '../../support/browser/browser.ts';
import { FIREFOX_ORIGIN } from '../../support/browser/firefox-process.ts';

/** Opens a page of ours while `page` stays the tab in front, as a popup does: what it says is about that tab. */
export async function openBeside({ context, origin, openOwn }: Browser, page: Page, own: string): Promise<Page> {
  const opener = await openOwn('third-party-licenses.txt');
  await page.bringToFront();
  const [opened] = await Promise.all([context.waitForEvent('page'), opener.evaluate(openBehind, `${origin}/${own}`)]);
  await opener.close();
  return opened;
}

/** Runs in a page of the extension. */
async function openBehind(url: string): Promise<void> {
  const { chrome } = globalThis as unknown as {
    chrome: { tabs: { create(tab: { url: string; active: boolean }): Promise<unknown> } };
  };
  await chrome.tabs.create({ url, active: false });
}

/** The user comes back to the page. Playwright lets every tab believe that it has the focus, so the event is sent by hand. */
export async function comeBack(page: Page): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

/** No mark of ours for a while, longer than any check of ours takes, although the extension is there. */
export async function silentFor(page: Page, ms = 1200): Promise<void> {
  await expectExtensionIn(page);
  const marks = page.locator('div[data-backup-bridge]').locator('.mark, .row-mark-badge');
  const end = Date.now() + ms;
  while (Date.now() < end) {
    await expect(marks).toHaveCount(0);
    await page.waitForTimeout(100);
  }
}

/**
 * Our content script runs in this tab, in a world of its own that Chromium names after the extension, and that answers in Firefox: a
 * page without it would be silent too.
 */
export async function expectExtensionIn(page: Page): Promise<void> {
  if (page.context().browser()?.browserType().name() === 'firefox') return expectAnswerFrom(page);
  const session = await page.context().newCDPSession(page);
  const origins = new Set<string>();
  session.on('Runtime.executionContextCreated', ({ context }) => origins.add(context.origin.split('//')[0] ?? ''));
  await session.send('Runtime.enable');
  await expect.poll(() => [...origins], { message: 'the extension runs in the page' }).toContain('chrome-extension:');
  await session.detach();
}

/** Asks every tab of the page's address, as the popup does when it diagnoses a screen. */
async function expectAnswerFrom(page: Page): Promise<void> {
  const known = page
    .context()
    .pages()
    .find((other) => other.url().startsWith(FIREFOX_ORIGIN));
  const own = known ?? (await page.context().newPage());
  if (!known) await own.goto(`${FIREFOX_ORIGIN}/third-party-licenses.txt`);
  const isThere = () => own.evaluate(answers, page.url()).catch(String);
  await expect.poll(isThere, { message: 'the extension runs in the page' }).toBe(true);
  if (known) return;
  await own.close();
  await page.bringToFront();
}

/** Runs in a page of the extension. */
async function answers(url: string): Promise<boolean> {
  const { chrome } = globalThis as unknown as {
    chrome: {
      tabs: {
        query(all: object): Promise<{ id: number; url?: string }[]>;
        sendMessage(tab: number, message: object): Promise<unknown>;
      };
    };
  };
  const tabs = (await chrome.tabs.query({})).filter((tab) => tab.url === url);
  const checks = tabs.map(({ id }) => chrome.tabs.sendMessage(id, { to: 'tab', name: 'tab.check', input: {} }));
  return checks.length > 0 && (await Promise.all(checks)).every((check) => check !== undefined);
}

/**
 * The page of ours, 400 pixels wide, needs no horizontal scrolling, except tables inside their own frame. A line that ends with an
 * ellipsis is longer than what shows of it.
 */
export async function expectNarrow(page: Page, what: string): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const reaching = [...document.querySelectorAll('main *')].filter(
      (element) =>
        element.checkVisibility() &&
        element.getBoundingClientRect().right > clientWidth + 1 &&
        !element.closest('.bb-table-scroll :not(.bb-table-scroll)') &&
        !(element.parentElement && getComputedStyle(element.parentElement).textOverflow === 'ellipsis'),
    );
    return reaching.map((element) => `${element.tagName} ${element.className}`);
  });
  expect(tooWide, what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(400);
}
