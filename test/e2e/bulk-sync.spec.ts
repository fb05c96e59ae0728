import { OptionsPage } from '../support/page-objects/options-page.ts';
import { expectFacts } from './support/facts.ts';
import { expect, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'clean', customers: 40 } });

test('a bulk sync is paused, survives its worker, resumes, and makes ConnectWise correct', async ({
  simulator,
  chromium,
  options,
}) => {
  // Slow enough that a user can press Pause in the middle.
  simulator.faults.add({ site: 'rest', times: 'always', effect: { kind: 'latency', milliseconds: 60 } });
  const { page } = options;
  await options.show('Companies');
  await page.getByRole('button', { name: 'Sync all customers' }).click();
  await expect(page.getByText(/of 40/).first()).toBeVisible({ timeout: 100_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 100_000 });
  await page.close();
  await chromium.stopWorker();

  simulator.faults.clear();
  const again = new OptionsPage(await chromium.openOwn('options.html'));
  await again.show('Companies');
  await again.page.getByRole('button', { name: 'Resume' }).click();
  // The worker may have been stopped in the middle of a create, which is looked for during 10 minutes before a second attempt.
  await chromium.passInWorker(11 * 60_000);
  await expect(again.page.getByRole('button', { name: 'Sync all customers' })).toBeVisible({ timeout: 225_000 });
  await expectFacts(simulator, 5_000);
  await expect(again.page.getByText(/40 customers|all 40|of 40/i).first()).toBeVisible();
});

test('a bulk sync is cancelled: what was written stays, the rest is not started', async ({ simulator, options }) => {
  simulator.faults.add({ site: 'rest', times: 'always', effect: { kind: 'latency', milliseconds: 100 } });
  const { page } = options;
  await options.show('Companies');
  await page.getByRole('button', { name: 'Sync all customers' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click({ timeout: 100_000 });
  await expect(page.getByRole('button', { name: 'Sync all customers' })).toBeVisible({ timeout: 150_000 });
  await expect(page.getByText('Cancelled').first()).toBeVisible();
  const before = simulator.traffic.total;
  await page.waitForTimeout(3000);
  const asked = simulator.traffic.exchanges.slice(before - simulator.traffic.total);
  expect(simulator.traffic.total === before || asked.every(({ method }) => method === 'GET')).toBe(true);
});
