import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { changedFleet } from '../bench/fleet/prepare.ts';
import { valueAt } from '../simulator/connectwise/table.ts';
import type { Simulator } from '../simulator/server.ts';
import { byDepth } from '../support/depth.ts';
import { compareCompanies } from '../support/page-objects/options-page.ts';
import { violations } from './support/axe.ts';
import { test as base, expect } from './support/fixture.ts';
import { expectWholeFigures } from './support/whole-figures.ts';

const CUSTOMERS = byDepth(250, 500);
/** Companies of which one line is ten times too high: held as a large change. */
const HELD = 10;
/** Companies of which one of the two managed-ID entries is missing. */
const HALF = 6;

/** A fleet that was right yesterday, of so many customers. */
const test = base.extend({
  simulatorOptions: async ({ headless: _ }, use) => use({ snapshot: await changedFleet(CUSTOMERS) }),
});

interface HeldLine {
  companyId: number;
  name: string;
  additionId: number;
  quantity: number;
}

const BY = { identifier: 'jsmith' };

/** One line of some companies is ten times too high. */
function spoilLines({ connectWise: { tables } }: Simulator): HeldLine[] {
  const held: HeldLine[] = [];
  for (const agreement of tables.agreements.all()) {
    const companyId = Number(valueAt(agreement, 'company/id'));
    const [line] = tables.additions.where('agreementId', agreement.id).filter(({ quantity }) => Number(quantity) > 5);
    if (!line || held.length >= HELD || companyId % 20 !== 7) continue;
    const quantity = Number(line.quantity) * 10;
    tables.additions.update(line.id, { quantity }, BY);
    held.push({ companyId, name: String(tables.companies.get(companyId)?.name), additionId: line.id, quantity });
  }
  return held;
}

/** One of the two entries of some companies is gone. */
function halvePairs({ connectWise: { tables } }: Simulator): Set<number> {
  const companies = new Set<number>();
  for (const entry of tables.managementSummaryReports.all()) {
    const companyId = Number(valueAt(entry, 'company/id'));
    if (companies.size === HALF || companyId % 20 !== 3 || entry.deviceType !== 'BackupStats') continue;
    tables.managementSummaryReports.remove(entry.id);
    companies.add(companyId);
  }
  return companies;
}

/** Presses the button that begins an action, looks at its preview, and applies it. */
async function applyPreview(page: Page, companies: number): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Apply to ${companies} compan`) }).click({ timeout: 150_000 });
  await expect(page.getByText(`Applied to ${companies} companies.`)).toBeVisible({ timeout: 150_000 });
}

function quantityOf({ connectWise }: Simulator, { additionId }: HeldLine): number {
  return Number(connectWise.tables.additions.get(additionId)?.quantity);
}

test(`of ${CUSTOMERS.toLocaleString('en')} companies the ten billed most wrongly are found, corrected together and undone`, async ({
  simulator,
  options,
}) => {
  test.slow();
  const held = spoilLines(simulator);
  const halved = halvePairs(simulator);
  expect([held.length, halved.size]).toEqual([HELD, HALF]);
  const { page } = options;
  await options.show('Companies');
  await compareCompanies(page);
  const asked = simulator.traffic.exchanges.filter(({ url }) => url.includes('/managementSummaryReports'));
  expect(asked, 'entries are read by the report, not by company').toEqual([]);

  // Those billed most wrongly come first, and nobody else is among them.
  await expect(page.locator('.bb-fleet-company a').nth(10)).toBeVisible();
  const top = await page.locator('.bb-fleet-company a').allTextContents();
  expect(held.map(({ name }) => name)).toEqual(expect.arrayContaining(top.slice(0, 10)));
  expect(await violations(page)).toEqual([]);
  await expectWholeFigures(page, 'all companies');

  await test.step('by keyboard', async () => {
    await page.locator('.bb-fleet-company a').first().focus();
    await page.keyboard.press('End');
    await expect(page.locator(`tr[aria-rowindex="${CUSTOMERS + 1}"] a`)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: top[1] ?? '' })).toBeVisible();
    await page.goBack();
  });

  await test.step('export', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/);
    expect(lines).toHaveLength(CUSTOMERS + 1);
    expect(lines[1]).toContain(top[0]);
  });

  await test.step('approve all of one reason', async () => {
    await options.show('Approvals');
    await page.getByRole('button', { name: /^Large change/ }).click();
    await page.getByRole('button', { name: `Select all ${HELD} that fit the filter` }).click();
    await expectWholeFigures(page, 'approvals');
    await page.getByRole('button', { name: 'Approve…' }).click();
    await expect(page.getByRole('button', { name: /^Apply to/ })).toBeVisible({ timeout: 150_000 });
    await expectWholeFigures(page, 'preview of a bulk action');
    await applyPreview(page, HELD);
    for (const line of held) expect(quantityOf(simulator, line)).toBeLessThan(line.quantity / 5);
  });

  await test.step('undo all of it', async () => {
    await page.getByRole('button', { name: 'Undo all…' }).click();
    await page.getByRole('button', { name: `Undo ${HELD} companies` }).click();
    await expect(page.getByText(`Undone for ${HELD} companies.`)).toBeVisible({ timeout: 150_000 });
    for (const line of held) expect(quantityOf(simulator, line)).toBe(line.quantity);
  });

  await test.step('add the missing managed-ID pairs', async () => {
    await options.show('Companies');
    await page.getByRole('button', { name: `Missing managed IDs ${HALF}` }).click();
    await page.getByRole('checkbox', { name: `Select all ${HALF} that fit the filter` }).click();
    await page.getByRole('button', { name: 'Add managed-ID pair…' }).click();
    await applyPreview(page, HALF);
    const { managementSummaryReports } = simulator.connectWise.tables;
    for (const companyId of halved) expect(managementSummaryReports.where('company/id', companyId)).toHaveLength(2);
  });
});
