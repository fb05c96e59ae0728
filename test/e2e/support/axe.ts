import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from '@playwright/test';
import { oneOfEvery } from '../../support/depth.ts';
import { panelFrame } from '../../support/page-objects/panel-says.ts';
import { expect } from './fixture.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Both, at sample depth one of them. */
export const SCHEMES = oneOfEvery(2, ['light', 'dark'] as const);

interface Violation {
  id: string;
  help: string;
  nodes: string[];
}

/** Violations of WCAG 2.2 A and AA inside the element (its shadow tree too), each with its place. */
export async function violations(page: Page | Frame, inside = 'html'): Promise<Violation[]> {
  // Not a script tag: the extension's own pages rightly refuse those.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run(selector, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
  }, inside);
}

/** Nothing on a page of ours violates WCAG, light or dark. */
export async function expectPageAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

/** Nothing in our layer on a page, nor in the panel's frame, violates WCAG, light or dark. */
export async function expectLayerAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page, 'div[data-backup-bridge]'), `${what}, ${colorScheme}`).toEqual([]);
    const frame = panelFrame(page);
    if (frame) expect(await violations(frame), `${what}, panel, ${colorScheme}`).toEqual([]);
  }
}
