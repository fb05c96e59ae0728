import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl } from '../simulator/pages/address.ts';
import { byDepth, oneOfEvery } from '../support/depth.ts';
import { errorsOf, messages, settled } from '../support/page-objects/in-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { panelFrame } from '../support/page-objects/panel-says.ts';
import type { SharedBrowser } from '../support/shared/shared-browser.ts';
import { address, expect, test } from './support/fixture.ts';
import { makeMistakes, openedPage, readBefore, SCREENS } from './support/mistakes.ts';

const { eddiesTvRepair: eddie } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

/** What a window of 1440 × 900 pixels leaves at a zoom, in CSS pixels. */
const windowAt = (percent: number) => ({
  width: Math.round(144000 / percent),
  height: Math.round(90000 / percent),
});
const ZOOMS = byDepth([80, 200], [80, 100, 125, 150, 200]);
/** One screen with a panel, one list and one form; the others at three zooms. */
const AT_EVERY_ZOOM = ['company', 'additions list', 'addition form'];

/** In two halves, one for each worker; what was read for one screen answers the next. */
const HALVES = [
  ['company', 'addition form', 'integration details', 'management solution'],
  ['Management tab', 'additions list', 'service ticket', 'managed-id entry', 'board status'],
];

for (const names of oneOfEvery(2, HALVES)) {
  test(`nothing is covered at any zoom: ${names.join(', ')}`, async ({ shared }) => {
    await makeMistakes(shared);
    await readBefore(shared);
    const wrong: string[] = [];
    for (const name of names) wrong.push(...(await tryZooms(shared, name)));
    expect(wrong).toEqual([]);
  });
}

test('every screen is in one of the halves', () => {
  expect(HALVES.flat().toSorted()).toEqual(Object.keys(SCREENS).toSorted());
});

/** What of ours was in the way on one screen, at which zoom, with the panel open and closed. */
async function tryZooms(shared: SharedBrowser, name: string): Promise<string[]> {
  const page = await openedPage(shared, SCREENS[name]?.(shared.simulator) ?? '');
  const errors = errorsOf(page);
  // Closed, a panel has no findings to be read.
  await page.locator('div[data-backup-bridge]').locator('.panel, .mark, .row-mark-badge').first().waitFor();
  await settled(page);
  const panel = new Panel(page);
  const zooms = AT_EVERY_ZOOM.includes(name) ? ZOOMS : [100, 140, 200];
  const wrong: string[] = [];
  const lookAtAll = async (what: string) => {
    for (const percent of zooms) {
      await page.setViewportSize(windowAt(percent));
      const found = await overlapsAtRest(page);
      wrong.push(...found.map((text) => `${name}, ${percent} %, ${what}: ${text}`));
    }
  };
  if (await panel.dock.isVisible()) {
    await page.setViewportSize(windowAt(100));
    await panel.open();
    for (const key of AT_EVERY_ZOOM.includes(name) ? ['Home', 'End'] : ['End']) {
      await page.setViewportSize(windowAt(100));
      await panel.dock.getByRole('separator').press(key);
      await lookAtAll(`open, ${key === 'Home' ? 'narrowest' : 'widest'}`);
    }
    await page.setViewportSize(windowAt(100));
    await panel.root.getByRole('button', { name: /^Collapse/ }).click();
    await panel.dock.locator('.tab').waitFor();
  }
  await lookAtAll('closed');
  await page.close();
  return [...wrong, ...errors.map((error) => `${name}: ${error}`)];
}

test('an open product finder is covered by nothing of ours, at any zoom', async ({ shared }) => {
  await makeMistakes(shared);
  const [line] = shared.simulator.connectWise.tables.additions.where('agreementId', AGREEMENT);
  const page = await openedPage(shared, additionUrl(AGREEMENT, line?.id ?? 0));
  await expect.poll(() => messages(page)).not.toEqual([]);
  await page.locator('.cw_CwIconButton[title="Search"]:visible').first().click();
  await page.locator('.cw-gxt-wnd').first().waitFor();
  const wrong: string[] = [];
  for (const percent of ZOOMS) {
    await page.setViewportSize(windowAt(percent));
    wrong.push(...(await overlapsAtRest(page)).map((text) => `${percent} %: ${text}`));
  }
  expect(wrong).toEqual([]);
});

test('by keyboard alone: to the tab, open, wider, narrower, closed, with the focus restored; kept across a reload', async ({
  shared,
}) => {
  const page = await shared.browser.context.newPage();
  await page.goto(address(companyUrl(eddie)));
  await settled(page);
  const panel = new Panel(page);
  await panel.dock.waitFor();
  await settled(page);
  const focused = () =>
    page.evaluate(() => document.querySelector('div[data-backup-bridge]')?.shadowRoot?.activeElement?.className ?? '');
  const widthOf = async () => Math.round((await panel.dock.locator('.panel-body').boundingBox())?.width ?? 0);
  if (await panel.dock.locator('.panel-body').isVisible())
    await panel.root.getByRole('button', { name: /^Collapse/ }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < 120 && (await focused()) !== 'tab'; step++) await page.keyboard.press('Tab');
  expect(await focused()).toBe('tab');
  await page.keyboard.press('Enter');
  await panel.dock.locator('.panel-body').waitFor();
  const separator = panel.dock.getByRole('separator');
  await separator.focus();
  await page.keyboard.press('Home');
  await expect.poll(widthOf).toBe(280);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(widthOf).toBe(296);
  // From the edge into the frame: its controls take the focus in their order, and Escape there gives it back to the tab.
  await page.keyboard.press('Tab');
  await expect.poll(() => panelFrame(page)?.evaluate(() => document.hasFocus())).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => panelFrame(page)?.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  await page.waitForTimeout(700);
  await page.reload();
  await panel.dock.locator('.panel-body').waitFor();
  await expect.poll(widthOf).toBe(296);
  await panel.dock.getByRole('separator').focus();
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('tab');
  await page.waitForTimeout(300);
  await page.reload();
  await panel.dock.locator('.tab').waitFor();
});

/** What is in the way once our parts have found their place: asked again while there is something, for as long as a slow look takes. */
async function overlapsAtRest(page: Page): Promise<string[]> {
  await atRest(page);
  let found = await overlaps(page);
  for (const end = Date.now() + 25_000; found.length > 0 && Date.now() < end; found = await overlaps(page))
    await page.waitForTimeout(100);
  return found;
}

/** No part of ours has moved for some frames. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const where = () =>
      [...(document.querySelector('div[data-backup-bridge]')?.shadowRoot?.querySelectorAll('.bb-place *') ?? [])]
        .map((part) => Object.values(part.getBoundingClientRect().toJSON()).join())
        .join(' ');
    let before = where();
    let since = performance.now();
    for (const end = since + 15_000; performance.now() < end && performance.now() - since < 150; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = where();
      if (now !== before) since = performance.now();
      before = now;
    }
  });
}

/** What of ours lies over something of theirs that must stay free, or outside the window. Looks at what is drawn alone. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
    const box = (element: Element) => element.getBoundingClientRect();
    const isSeen = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && box(element).width > 3 && box(element).height > 3;
    const seen = (within: ParentNode | null | undefined, css: string) =>
      [...(within?.querySelectorAll(css) ?? [])].filter(isSeen);
    const meet = (one: DOMRect, other: DOMRect) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
    const holds = (outer: DOMRect, inner: DOMRect) =>
      outer.left <= inner.left && outer.right >= inner.right && outer.top <= inner.top && outer.bottom >= inner.bottom;
    /** The part of an element that what scrolls around it, and the window, let be seen. */
    const shown = (element: Element): DOMRect => {
      let { left, top, right, bottom } = box(element);
      for (let node = element.parentElement; node && node !== document.body; node = node.parentElement) {
        if (getComputedStyle(node).overflow === 'visible') continue;
        const cut = box(node);
        [left, top] = [Math.max(left, cut.left), Math.max(top, cut.top)];
        [right, bottom] = [Math.min(right, cut.right), Math.min(bottom, cut.bottom)];
      }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    const ours = seen(root, '.panel-body, .tab, .mark, .row-mark-badge');
    const dialogs = seen(document, '.cw-gxt-wnd, .x-combo-list');
    const theirs = [
      ...seen(document, '.cw-main-banner, .x-tab-strip, [class*="cw_ToolbarButton_"], [class*="cw-toolbar-"]'),
      ...dialogs,
    ];
    const controls = seen(document, 'input, textarea, select, .x-form-trigger, .mm_button, [role="button"]');
    const name = (element: Element) => `${element.localName}.${[...element.classList].slice(0, 3).join('.')}`;
    const found: string[] = [];
    const panels = ours.filter((element) => element.matches('.panel-body'));
    // The mark of a field that the panel covers is covered with it.
    const isCut = (mark: Element, panel: Element) => meet(box(panel), box(mark)) && !holds(box(panel), box(mark));
    for (const mark of ours.filter((element) => element.matches('.mark')))
      if (panels.some((panel) => isCut(mark, panel))) found.push(`${name(mark)} partly under the panel`);
    for (const element of ours) {
      const rect = box(element);
      const parts = element.matches('.tab') ? [...theirs, ...controls] : theirs;
      for (const part of parts) if (meet(rect, shown(part))) found.push(`${name(element)} over ${name(part)}`);
      const { innerWidth: width, innerHeight: height } = window;
      if (!holds(new DOMRect(-1, -1, width + 2, height + 2), rect))
        found.push(
          `${name(element)} outside the window: ${Math.round(rect.left)}, ${Math.round(rect.top)} to ${Math.round(rect.right)}, ${Math.round(rect.bottom)}`,
        );
    }
    return [...new Set(found)];
  });
}
