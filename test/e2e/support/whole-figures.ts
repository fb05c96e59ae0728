import { expect, type Frame, type Page } from '@playwright/test';
import { panelFrame } from '../../support/page-objects/panel-says.ts';

/** Windows in which no figure may be cut off, in CSS pixels. */
const WIDTHS = [1280, 1024, 400];

/** At each of the widths, every amount, count and time that the page of ours, or the panel in this page, shows is shown whole. */
export async function expectWholeFigures(page: Page, what: string, widths: readonly number[] = WIDTHS): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: before?.height ?? 900 });
    // A list draws its rows otherwise once it has seen its new width.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect.soft(await cutOffFigures(panelFrame(page) ?? page), `${what}, ${width} pixels`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

/** Every figure of the page that is not in sight as a whole, with the line that it is in. */
async function cutOffFigures(page: Page | Frame): Promise<string[]> {
  return page.evaluate(() => {
    const MONEY = /[+−-]?(?:\p{Sc}|[A-Z]{3}\u00a0)\d[\d.,\u00a0]*\d/gu;
    const COUNT = /\d[\d.,]* (?:of \d[\d.,]* )?(?:compan|change|quantit|addition|error|warning|hint|on hold)\p{L}*/gu;
    const NUMBER = /^[+−-]?\d[\d.,]*%?$/gu;
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement;
      const text = node.nodeValue ?? '';
      if (
        !parent?.checkVisibility({ visibilityProperty: true }) ||
        parent.closest('.bb-visually-hidden, option, thead')
      )
        continue;
      // The sentences behind a run's money, and what an event says: whole once the row is opened.
      const isFree = parent.closest('.bb-log-what > .bb-hint, .bb-log-what:not(.bb-run *) .bb-log-title');
      const isWhole = parent.closest(
        'time, .bb-pill, .bb-fleet-mark, .bb-fleet-below, .bb-fleet-sync, .bb-fleet-difference',
      );
      const figures = isWhole
        ? [[0, text.trimEnd().length] as const]
        : [...(isFree ? [] : [MONEY, COUNT, NUMBER])].flatMap((kind) =>
            [...text.matchAll(kind)].map((match) => [match.index, match.index + match[0].length] as const),
          );
      for (const [from, to] of figures) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
        if (boxes.some((box) => isCut(box, parent)))
          found.push(`${text.slice(from, to)} in “${text.trim()}”, ${parent.className || parent.tagName}`);
      }
    }
    return found;

    /** Some element around it ends before the box does; what is below the end of a scroll area can be scrolled to. */
    function isCut(box: DOMRect, inside: Element): boolean {
      for (let around: Element | null = inside; around && around !== document.body; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        if (overflowX !== 'visible' && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true;
        if (['hidden', 'clip'].includes(overflowY) && box.bottom > edge.bottom + 2) return true;
      }
      return box.right > document.documentElement.clientWidth + 1;
    }
  });
}
