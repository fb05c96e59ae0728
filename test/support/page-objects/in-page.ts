import type { Page } from 'playwright-core';
import { panelSays } from './panel-says.ts';

/** Nothing has been added to the page or to our layer for a while. */
export async function settled(page: Page, milliseconds = 500): Promise<void> {
  await page.evaluate(async (quiet) => {
    const now = () =>
      `${document.body.innerText.length}/${document.querySelector('div[data-backup-bridge]')?.shadowRoot?.textContent}`;
    let last = '';
    let since = performance.now();
    const begun = since;
    while (performance.now() - since < quiet && performance.now() - begun < 40_000) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const text = now();
      if (text !== last) since = performance.now();
      last = text;
    }
  }, milliseconds);
}

/** Every sentence of a finding that our layer shows or has folded into a mark. */
export async function messages(page: Page): Promise<string[]> {
  const beside = await page.evaluate(() => {
    const root = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
    const read = (element: Element): string => {
      const copy = element.cloneNode(true) as Element;
      for (const part of copy.querySelectorAll('button, .bb-visually-hidden, .bb-muted, svg')) part.remove();
      return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
    };
    const lines = [...(root?.querySelectorAll('.mark-line[title], .mark-line p[title], .findings > li p') ?? [])];
    const words = [...(root?.querySelectorAll('.mark-badge, .row-mark-badge') ?? [])].map((badge) =>
      (badge.getAttribute('aria-label') ?? '')
        .replace(/^.*?\b(Error|Warning|Note): /, '')
        .replace(/, and \d+ more$/, ''),
    );
    const quiet = ['', 'Make small', 'Choose customer…'];
    return [...new Set([...lines.map(read), ...words])].filter((text) => !quiet.includes(text));
  });
  return [...new Set([...beside, ...(await panelSays(page)).messages])];
}

export async function layerText(page: Page): Promise<string> {
  const beside = await page.evaluate(
    () => document.querySelector('div[data-backup-bridge]')?.shadowRoot?.textContent ?? '',
  );
  return `${beside} ${(await panelSays(page)).text}`.trim();
}

/** All that our layer and the panel say, what only a screen reader reads too. */
export async function layerHtml(page: Page): Promise<string> {
  const beside = await page.evaluate(
    () => document.querySelector('div[data-backup-bridge]')?.shadowRoot?.innerHTML ?? '',
  );
  return `${beside} ${(await panelSays(page)).text}`.trim();
}

/** To the record of another address in the same document, as a click in the web client does it. */
export function toRecord(page: Page, path: string): Promise<void> {
  return page.evaluate((to) => {
    location.hash = new URL(to, location.href).hash;
  }, path);
}

/** Errors of the page's scripts, and of ours in the console; filled while the page lives. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith('chrome-extension:'))
      errors.push(message.text());
  });
  return errors;
}
