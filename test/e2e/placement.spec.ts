import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl } from '../simulator/pages/address.ts';
import { errorsOf, settled } from '../support/pages/in-page.ts';
import { Panel } from '../support/pages/panel.ts';
import { address, expect, test } from './support/fixture.ts';
import { makeMistakes, SCREENS } from './support/mistakes.ts';

const { eddiesTvRepair: eddie } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

/** What a window of 1440 × 900 pixels leaves at each zoom, in CSS pixels. */
const ZOOMS = [80, 100, 125, 150, 200].map((percent) => ({
  percent,
  width: Math.round(144000 / percent),
  height: Math.round(90000 / percent),
}));

/** Not yet seen green: the first three failed before marks were kept inside the window. */
const NOT_YET_PROVEN = new Set(['addition form', 'integration details', 'management solution', 'board status']);

for (const [name, path] of Object.entries(SCREENS)) {
  const run = NOT_YET_PROVEN.has(name) ? test.fixme : test;
  run(`nothing in the way at any zoom: ${name}`, async ({ shared }) => {
    await makeMistakes(shared);
    const page = await shared.browser.context.newPage();
    const errors = errorsOf(page);
    await page.goto(address(path(shared.simulator)));
    await settled(page);
    const panel = new Panel(page);
    const wrong: string[] = [];
    const look = async (what: string) => {
      await page.waitForTimeout(250);
      // What is just being placed anew is looked at again.
      let found = await overlaps(page);
      for (let again = 0; found.length > 0 && again < 4; again++) {
        await page.waitForTimeout(200);
        found = await overlaps(page);
      }
      wrong.push(...found.map((text) => `${what}: ${text}`));
    };
    const hasPanel = await panel.root.isVisible();
    if (hasPanel && (await panel.root.locator('.tab').isVisible())) await panel.open();
    for (const key of hasPanel ? (['Home', 'End'] as const) : []) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await panel.root.getByRole('separator').press(key);
      for (const { percent, width, height } of ZOOMS) {
        await page.setViewportSize({ width, height });
        await look(`${percent} %, open, ${key === 'Home' ? 'narrowest' : 'widest'}`);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    if (hasPanel) await panel.root.getByRole('button', { name: /^Collapse/ }).click();
    for (const { percent, width, height } of ZOOMS) {
      await page.setViewportSize({ width, height });
      await look(`${percent} %, closed`);
    }
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
  });
}

// Not yet seen green.
test.fixme('an open product finder is covered by nothing of ours, at any zoom', async ({ shared }) => {
  await makeMistakes(shared);
  const [line] = shared.simulator.connectWise.tables.additions.where('agreementId', AGREEMENT);
  const page = await shared.browser.context.newPage();
  await page.goto(address(additionUrl(AGREEMENT, line?.id ?? 0)));
  await settled(page);
  await new Panel(page).open();
  const finder = page.locator('.cw-gxt-wnd');
  await page.locator('.cw_CwIconButton[title="Search"]:visible').first().click();
  await finder.first().waitFor();
  const wrong: string[] = [];
  for (const { percent, width, height } of ZOOMS) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(500);
    wrong.push(...(await overlaps(page)).map((text) => `${percent} %: ${text}`));
  }
  expect(wrong).toEqual([]);
});

// Not yet seen green.
test.fixme('by keyboard alone: to the tab, open, wider, narrower, closed, with the focus back; kept across a reload', async ({
  shared,
}) => {
  const page = await shared.browser.context.newPage();
  await page.goto(address(companyUrl(eddie)));
  await settled(page);
  const panel = new Panel(page);
  const focused = () =>
    page.evaluate(() => document.querySelector('backup-bridge-layer')?.shadowRoot?.activeElement?.className ?? '');
  const widthOf = async () => Math.round((await panel.root.locator('.panel-body').boundingBox())?.width ?? 0);
  if (await panel.root.locator('.panel-body').isVisible())
    await panel.root.getByRole('button', { name: /^Collapse/ }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < 120 && (await focused()) !== 'tab'; step++) await page.keyboard.press('Tab');
  expect(await focused()).toBe('tab');
  await page.keyboard.press('Enter');
  await panel.root.locator('.panel-body').waitFor();
  const separator = panel.root.getByRole('separator');
  await separator.focus();
  await page.keyboard.press('Home');
  await expect.poll(widthOf).toBe(280);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(widthOf).toBe(296);
  await page.waitForTimeout(700);
  await page.reload();
  await panel.root.locator('.panel-body').waitFor();
  await expect.poll(widthOf).toBe(296);
  await panel.root.getByRole('separator').focus();
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('tab');
  await page.waitForTimeout(300);
  await page.reload();
  await panel.root.locator('.tab').waitFor();
});

/** What of ours lies over something of theirs that must stay free, or outside the window. Looks at what is drawn alone. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('backup-bridge-layer')?.shadowRoot;
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
    // A summary stands at the lower edge whatever is there: not looked at here.
    const ours = seen(root, '.panel-body, .tab, .mark:not(.summary), .row-mark-badge');
    const dialogs = seen(document, '.cw-gxt-wnd, .x-combo-list');
    const theirs = [
      ...seen(document, '.cw-main-banner, .x-tab-strip, [class*="cw_ToolbarButton_"], [class*="cw-toolbar-"]'),
      ...dialogs,
    ];
    const controls = seen(document, 'input, textarea, select, .x-form-trigger, .mm_button, [role="button"]');
    const name = (element: Element) => `${element.localName}.${[...element.classList].slice(0, 3).join('.')}`;
    const found: string[] = [];
    for (const element of ours) {
      const rect = box(element);
      const parts = element.matches('.tab') ? [...theirs, ...controls] : theirs;
      for (const part of parts) if (meet(rect, shown(part))) found.push(`${name(element)} over ${name(part)}`);
      const { innerWidth: width, innerHeight: height } = window;
      if (!holds(new DOMRect(-1, -1, width + 2, height + 2), rect)) found.push(`${name(element)} outside the window`);
    }
    return [...new Set(found)];
  });
}
