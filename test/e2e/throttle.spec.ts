import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { expectFacts, writesSince } from './support/facts.ts';
import { EXHAUSTIVE, expect, openCompany, openSection, pollPortalNow, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'clean' } });

test('the first event is synced, the next within 12 hours is skipped with its sentence, and Sync now bypasses the throttle', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.page.close();
  await pollPortalNow(chromium);
  expect(writesSince(simulator), 'events from before the connection').toEqual([]);

  simulator.backups.runBackup(356, { result: 'failed' });
  await pollPortalNow(chromium);
  await expectFacts(simulator, 20_000);

  const afterSync = simulator.traffic.exchanges.length;
  simulator.backups.runBackup(359, { result: 'failed' });
  await pollPortalNow(chromium);
  expect(writesSince(simulator, afterSync)).toEqual([]);
  const log = await openSection(chromium, 'event-log');
  const skipped = log.locator('.bb-log-row', {
    hasText: 'Skipping ConnectWise synchronization (only updating every 12 hours)',
  });
  await expect(skipped).toHaveCount(1);
  await expect(skipped).toContainText('Skipped');
  await expect(skipped).toContainText(/The next one may start at .*\d{1,2}[:.]\d{2}/);
  await log.close();

  const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  await expect(panel.root.getByText(/Next automatic sync after /)).toBeVisible();
  await panel.syncNow();
  await expectFacts(simulator, 5_000);
});

test(
  'events from before the connection are reported but sync nothing; the alarm polls new ones by itself',
  EXHAUSTIVE,
  async ({ simulator, chromium, options }) => {
    await options.page.close();
    await pollPortalNow(chromium);
    const log = await openSection(chromium, 'event-log');
    await expect(log.locator('.bb-log-row').first()).toBeVisible();
    await log.close();
    expect(writesSince(simulator)).toEqual([]);
    simulator.backups.runBackup(356, { result: 'failed' });
    await expectFacts(simulator);
  },
);
