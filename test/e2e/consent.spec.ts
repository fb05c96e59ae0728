import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { Simulator } from '../simulator/server.ts';
import { ask } from '../support/browser/ask-worker.ts';
import { connectForReview } from '../support/story/connected-browser.ts';
import { restPath, writesSince } from './support/facts.ts';
import { expect, openCompany, openSection, pollPortalNow, test } from './support/fixture.ts';
import { openBeside } from './support/own-pages.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ETV_PRIMARY = 356;

/** Quantity and invoice description of the company's lines, in order of id. */
function linesOf({ connectWise }: Simulator): unknown[] {
  return connectWise.tables.additions
    .where('agreementId', SEED.agreements.eddiesTvRepair)
    .map(({ id, quantity, invoiceDescription }) => [id, quantity, invoiceDescription]);
}

test('nothing is written before a user consented; then the first sync is written, and it can be undone', async ({
  simulator,
  chromium,
}) => {
  const { options } = await connectForReview(chromium);
  const before = linesOf(simulator);
  for (const result of ['failed', 'ok', 'failed', 'ok'] as const) {
    simulator.backups.runBackup(ETV_PRIMARY, { result });
    await pollPortalNow(chromium);
  }
  expect(writesSince(simulator)).toEqual([]);
  const log = await openSection(chromium, 'event-log');
  await expect(log.getByText(/Review mode: nothing was written/).first()).toBeVisible();
  await log.close();

  const { page, panel } = await openCompany(chromium, EDDIE);
  await panel.open();
  await expect(panel.root.getByText('Review mode: nothing is written by itself.')).toBeVisible();
  await panel.previewSync();
  expect((await panel.planned()).length).toBeGreaterThan(0);
  await panel.root.getByRole('button', { name: 'Cancel' }).click();
  const popup = await openBeside(chromium, page, 'popup.html');
  await expect(popup.getByText('Waiting: 1 customer would be synced.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
  await popup.close();
  await page.close();

  const form = await options.previewFirstSync();
  await expect(form).toContainText(/Billed now \$[\d,.]+, should be \$[\d,.]+ a month/);
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await form.getByRole('button', { name: 'Cancel' }).click();
  expect(writesSince(simulator)).toEqual([]);

  await options.turnOnAutomatic({ parts: /quantities/, syncNow: true });
  await options.show('Companies');
  await expect(options.page.getByText(/Sync finished: /)).toBeVisible({ timeout: 150_000 });
  const written = writesSince(simulator);
  expect(written.length).toBeGreaterThan(0);
  expect(written.filter((exchange) => !restPath(exchange).includes('/additions/'))).toEqual([]);
  const after = linesOf(simulator);
  expect(after).not.toEqual(before);
  const descriptions = (lines: unknown[]) => lines.map((line) => (line as unknown[])[2]);
  expect(descriptions(after)).toEqual(descriptions(before));

  // Turned off again: the next event is kept, and writes nothing.
  await options.show('Connections');
  await options.page.getByRole('button', { name: 'Turn off' }).click();
  await expect(options.page.getByText(/Waiting work stays visible/)).toBeVisible();
  const soFar = simulator.traffic.exchanges.length;
  simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
  await pollPortalNow(chromium);
  expect(writesSince(simulator, soFar)).toEqual([]);

  // Written by the work that waited since the events, or by the sync of all customers, whichever came first.
  const input = { companyId: EDDIE, limit: 50, changedOnly: true };
  const { runs } = await ask<{ runs: { id: string }[] }>(options.page, 'journal.list', input);
  expect(runs).toHaveLength(1);
  const [run] = runs;
  const undo = await ask<{ id: string }>(options.page, 'run.plan-undo', { runId: run?.id ?? '' });
  await ask(options.page, 'plan.apply', { planId: undo.id, confirmed: [] });
  await expect.poll(() => linesOf(simulator)).toEqual(before);
});
