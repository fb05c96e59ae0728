import { mkdir, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { Browser } from '../support/browser/browser.ts';
import type { OptionsPage } from '../support/page-objects/options-page.ts';
import { SCHEMES, violations } from './support/axe.ts';
import { EXHAUSTIVE, expect, openCompany, test } from './support/fixture.ts';

/** The PDF's page dictionaries: how many pages a printer would put out. */
function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Where pictures are kept for who looks at them; unset: nowhere. */
const PICTURES = process.env.PICTURES;

/** Two companies that are known, and the report of the first one. */
async function showReport(chromium: Browser, { page }: OptionsPage): Promise<{ page: Page; report: Locator }> {
  const { page: company, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  await panel.syncNow();
  await company.close();
  // A company is listed once its link is known: here by its own screen.
  const other = await openCompany(chromium, SEED.companies.joeTvRepair);
  await other.panel.open();
  await other.page.close();

  await page.goto(`${page.url().split('#')[0]}#reports/${SEED.companies.eddiesTvRepair}`);
  await page.reload();
  await expect(page.getByText('1 company selected')).toBeVisible();
  await page.getByRole('button', { name: 'Show report' }).click();
  return { page, report: page.getByRole('article', { name: /^Backup report for/ }) };
}

test('a company’s backup report is made and read', async ({ chromium, options }) => {
  const { page, report } = await showReport(chromium, options);
  await expect(report.getByRole('heading', { name: 'Accounts' })).toBeVisible();
  await expect(report.getByText('Usage against billing, now')).toBeVisible();
  await expect(report.getByRole('img').first()).toBeVisible();
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/report-${colorScheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 400, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/report-400.png`, fullPage: true });
});

test('backup reports are printed, each on pages of its own', EXHAUSTIVE, async ({ chromium, options }) => {
  const { page, report } = await showReport(chromium, options);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation', { name: 'Options' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Print report' })).toBeHidden();
  await expect(report).toBeVisible();
  const one = await page.pdf({ format: 'A4' });
  expect(pagesIn(one)).toBeGreaterThan(0);
  if (PICTURES) {
    await mkdir(PICTURES, { recursive: true });
    await writeFile(`${PICTURES}/report.pdf`, one);
  }

  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.getByRole('button', { name: /^Select all/ }).click();
  const button = page.getByRole('button', { name: /^Show \d+ reports$/ });
  const count = Number((await button.textContent())?.match(/\d+/)?.[0]);
  expect(count).toBeGreaterThan(1);
  await button.click();
  await expect(page.getByRole('article')).toHaveCount(count);
  expect(pagesIn(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(count);
});
