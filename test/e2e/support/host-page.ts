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
    const [markBox, fieldBox] = await Promise.all([mark.boundingBox(), field.boundingBox()]);
    if (!markBox || !fieldBox) throw new Error('Mark or field has no box.');
    const apart =
      markBox.x >= fieldBox.x + fieldBox.width ||
      markBox.x + markBox.width <= fieldBox.x ||
      markBox.y >= fieldBox.y + fieldBox.height ||
      markBox.y + markBox.height <= fieldBox.y;
    expect(apart, JSON.stringify({ markBox, fieldBox })).toBe(true);
  }).toPass({ timeout: 15_000 });
}
