import { expect, type Locator, type Page } from '@playwright/test';

/** ConnectWise's own document as markup, without our one element: what we must never change. */
export function hostMarkup(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    if (!(copy instanceof HTMLElement)) throw new Error('The document has no root element.');
    copy.querySelector('div[data-backup-bridge]')?.remove();
    // Focus and hover move while a user types; the client marks them by class.
    for (const element of copy.querySelectorAll('[class]'))
      element.className = String(element.getAttribute('class'))
        .replace(/\S*(focus|over)\S*/gi, '')
        .trim();
    return copy.outerHTML;
  });
}

/** A mark is beside or below its field and covers nothing of what is typed there. */
export async function expectBeside(mark: Locator, field: Locator): Promise<void> {
  await expect(async () => {
    const [markBox, fieldBox] = await Promise.all([boxInTab(mark), boxInTab(field)]);
    const apart =
      markBox.x >= fieldBox.x + fieldBox.width ||
      markBox.x + markBox.width <= fieldBox.x ||
      markBox.y >= fieldBox.y + fieldBox.height ||
      markBox.y + markBox.height <= fieldBox.y;
    expect(apart, JSON.stringify({ markBox, fieldBox })).toBe(true);
  }).toPass({ timeout: 15_000 });
}

/** Where an element is in its tab, also in a frame of the page's own: over BiDi, Playwright answers no box there. */
function boxInTab(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  return locator.evaluate((element) => {
    let { x, y } = element.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    for (let view = element.ownerDocument.defaultView; view?.frameElement; view = view.parent as typeof view) {
      const frame = view.frameElement.getBoundingClientRect();
      [x, y] = [x + frame.x + view.frameElement.clientLeft, y + frame.y + view.frameElement.clientTop];
    }
    return { x, y, width, height };
  });
}
