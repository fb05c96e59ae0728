import type { Page } from 'playwright-core';
import { Panel } from './panel.ts';
import { panelFrame } from './panel-says.ts';

/** Where of ours: the panel, or everything else (marks, summaries). */
export type Where = 'panel' | 'beside';

/** A finding stays folded in its mark; each is opened by keyboard, as a user may, and what it then shows is kept. */
export async function shownCodes(page: Page, where: Where): Promise<string[]> {
  if (where === 'panel') {
    const panel = new Panel(page);
    if (await panel.dock.isVisible()) await panel.open();
    return visibleCodes(page, where);
  }
  const codes = new Set(await visibleCodes(page, where));
  const layer = page.locator('div[data-backup-bridge]');
  for (const badge of await layer.locator('.mark-badge[aria-expanded="false"]').all())
    await badge.press('Enter', { timeout: 5_000 }).catch(() => {});
  for (const code of await visibleCodes(page, where)) codes.add(code);
  for (const badge of await layer.locator('.row-mark-badge').all()) {
    await badge.focus({ timeout: 5_000 }).catch(() => {});
    for (const code of await visibleCodes(page, where)) codes.add(code);
  }
  return [...codes];
}

/** Codes of the findings that can be seen at this moment. */
export async function visibleCodes(page: Page, where: Where): Promise<string[]> {
  const screen = where === 'panel' ? panelFrame(page) : page;
  if (!screen) return [];
  return screen.evaluate(() => {
    const layer = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
    const pattern = /\b(?:MID|ADD|TIX|SET)-[A-Z]+(?:-[A-Z]+)*\b/g;
    const codes = [...(layer ?? document).querySelectorAll('*')]
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
        const text = `${element.getAttribute('title') ?? ''} ${own.map(({ textContent }) => textContent).join(' ')}`;
        return text.match(pattern) ?? [];
      });
    return [...new Set(codes)];
  });
}
