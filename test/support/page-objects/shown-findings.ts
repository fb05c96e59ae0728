import type { Page } from 'playwright-core';

/** Where in our layer: the panel beside a record, or everything else of ours (marks, summaries, cards). */
export type Where = 'panel' | 'beside';

/** A finding stays folded in its mark; each is opened by keyboard, as a user may, and what it then shows is kept. */
export async function shownCodes(page: Page, where: Where): Promise<string[]> {
  const codes = new Set(await visibleCodes(page, where));
  if (where === 'panel') return [...codes];
  const layer = page.locator('backup-bridge-layer');
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
export function visibleCodes(page: Page, where: Where): Promise<string[]> {
  return page.evaluate((part) => {
    const root = document.querySelector('backup-bridge-layer')?.shadowRoot;
    const places = [...(root?.querySelectorAll('.bb-place') ?? [])].filter(
      (place) => place.classList.contains('bb-company-panel') === (part === 'panel'),
    );
    const pattern = /\b(?:MID|ADD|TIX|SET)-[A-Z]+(?:-[A-Z]+)*\b/g;
    const codes = places.flatMap((place) =>
      [...place.querySelectorAll('*')]
        .filter((element) => element.checkVisibility())
        .flatMap((element) => {
          const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
          const text = `${element.getAttribute('title') ?? ''} ${own.map(({ textContent }) => textContent).join(' ')}`;
          return text.match(pattern) ?? [];
        }),
    );
    return [...new Set(codes)];
  }, where);
}
