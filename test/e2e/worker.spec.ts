import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { Simulator } from '../simulator/server.ts';
import { expectFacts, writesSince } from './support/facts.ts';
import { EXHAUSTIVE, expect, openCompany, openSection, pollPortalNow, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'clean' } });

test('a worker stopped in a user’s run reports what was written; the next run writes only the rest', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.page.close();
  const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  slowWrites(simulator);
  await panel.look();
  await panel.root.getByRole('button', { name: 'Sync now' }).click();
  await untilWrites(simulator, 3);
  await chromium.stopWorker();
  const said = await panel.result();
  expect(said).toMatch(/The browser stopped this run before it ended/);
  expect(said).toMatch(/\d+ changes? (was|were) written before/);
  await panel.root.getByRole('button', { name: 'Close' }).click();

  simulator.faults.clear();
  const before = simulator.traffic.exchanges.length;
  const total = simulator.connectWise.tables.configurations.all().length;
  await panel.syncNow();
  await expectFacts(simulator, 10_000);
  expect(writesSince(simulator, before).length).toBeGreaterThan(0);
  expectNoDuplicates(simulator);
  expect(total).toBeGreaterThan(0);
  const journal = await openSection(chromium, 'journal');
  await expect(journal.locator('.bb-run', { hasText: 'Interrupted' })).toHaveCount(1);
});

test(
  'a worker stopped while it syncs an event is woken by the alarm and ends the sync',
  EXHAUSTIVE,
  async ({ simulator, chromium, options }) => {
    await options.page.close();
    await pollPortalNow(chromium);
    simulator.backups.grow(356, { onlineBytes: 10_000_000_000 });
    simulator.backups.runBackup(356, { result: 'failed' });
    slowWrites(simulator);
    const popup = await chromium.openOwn('popup.html');
    await popup.getByRole('button', { name: 'Check now' }).click();
    await untilWrites(simulator, 4);
    // The popup would wake the worker with its next question.
    await popup.close();
    await chromium.stopWorker();
    simulator.faults.clear();
    await expectFacts(simulator);
    expectNoDuplicates(simulator);
  },
);

test('a worker stopped before the poll is woken by the alarm', EXHAUSTIVE, async ({ simulator, chromium, options }) => {
  await options.page.close();
  await pollPortalNow(chromium);
  await chromium.stopWorker();
  simulator.backups.runBackup(356, { result: 'failed' });
  await expectFacts(simulator);
  expectNoDuplicates(simulator);
});

/** Writes take their time, so that one is certainly on its way when the worker is stopped. */
function slowWrites(simulator: Simulator): void {
  for (const method of ['POST', 'PATCH'])
    simulator.faults.add({ site: 'rest', method, times: 'always', effect: { kind: 'latency', milliseconds: 400 } });
}

async function untilWrites(simulator: Simulator, count: number): Promise<void> {
  await expect
    .poll(() => writesSince(simulator).length, { timeout: 100_000, intervals: [50] })
    .toBeGreaterThanOrEqual(count);
}

function expectNoDuplicates({ connectWise }: Simulator): void {
  const names = connectWise.tables.configurations
    .all()
    .filter(({ company }) => (company as { id?: number } | undefined)?.id === SEED.companies.eddiesTvRepair)
    .map(({ name }) => String(name));
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  const additions = connectWise.tables.additions.where('agreementId', SEED.agreements.eddiesTvRepair);
  expect(additions).toHaveLength(6);
}
