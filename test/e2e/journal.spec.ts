import { readFile } from 'node:fs/promises';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { Simulator } from '../simulator/server.ts';
import { expect, openCompany, openSection, test } from './support/fixture.ts';

/** Id and quantity of every addition of the company's agreement. */
function quantities({ connectWise }: Simulator): Record<string, unknown> {
  const rows = connectWise.tables.additions.where('agreementId', SEED.agreements.eddiesTvRepair);
  return Object.fromEntries(rows.map(({ id, quantity }) => [id, quantity]));
}

test('a change and then the rest of its run are undone in the journal, and the journal is saved as a file', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.page.close();
  const before = quantities(simulator);
  const { page: company, panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  await panel.syncNow();
  await company.close();
  const synced = quantities(simulator);
  expect(synced).not.toEqual(before);

  const journal = await openSection(chromium, 'journal');
  const run = journal.locator('.bb-run', { hasText: 'Sync now' });
  await run.locator(':scope > summary').click();
  const one = run.getByRole('button', { name: /^Undo… Addition/ }).first();
  await one.click();
  const view = run.getByRole('region', { name: 'Undo this change' });
  await view.getByRole('button', { name: 'Undo 1 change' }).click();
  await expect(view.getByText('1 change written.')).toBeVisible({ timeout: 100_000 });
  await view.getByRole('button', { name: 'Close' }).click();
  await expect(one).toBeFocused();
  const back = Object.entries(quantities(simulator)).filter(([id, quantity]) => quantity !== synced[id]);
  expect(back).toEqual(Object.entries(before).filter(([id]) => id === back[0]?.[0]));
  await expect(journal.locator('.bb-run')).toHaveCount(2);

  await one.click();
  await expect(view.getByText('It is already undone.')).toBeVisible({ timeout: 100_000 });
  await expect(view.getByText(/^There is nothing to undo\. Nothing is undone twice/)).toBeVisible();
  await view.getByRole('button', { name: 'Close' }).click();

  await run.getByRole('button', { name: 'Undo this run…' }).click();
  const whole = run.getByRole('region', { name: 'Undo this run' });
  await expect(whole.getByText('It is already undone.')).toBeVisible({ timeout: 100_000 });
  await whole.getByRole('button', { name: /^Undo \d+ changes$/ }).click();
  await expect(whole.getByText(/^\d+ changes written\.$/)).toBeVisible({ timeout: 150_000 });
  expect(quantities(simulator)).toEqual(before);

  // No driver reports what a page of ours downloads in Firefox (docs/reference/browsers.md#tests-in-firefox).
  if (chromium.name === 'firefox') return;
  const saving = journal.waitForEvent('download');
  await journal.getByRole('button', { name: 'Export all as CSV' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^backup-bridge-journal-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain("Eddie's TV Repair");
  expect(text.split('\r\n').filter((line) => line.includes(',undo,')).length).toBeGreaterThan(1);
});
