import type { Page } from '@playwright/test';
import type { Simulator } from '../simulator/server.ts';
import { byDepth } from '../support/depth.ts';
import { OptionsPage } from '../support/page-objects/options-page.ts';
import { expectFacts } from './support/facts.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';
import { passTime } from './support/pass-time.ts';

const CUSTOMERS = byDepth(10, 25);
test.use({ simulatorOptions: { variant: 'clean', customers: CUSTOMERS } });

/** Compares all customers, then shows what a sync of all would write. */
async function previewAll({ page }: OptionsPage): Promise<void> {
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.getByRole('button', { name: 'Preview sync of all customers…' }).click({ timeout: 150_000 });
  await expect(page.getByRole('button', { name: /^Apply to/ })).toBeVisible({ timeout: 150_000 });
}

function writesIn({ traffic }: Simulator): number {
  return traffic.exchanges.filter(({ method, url }) => method !== 'GET' && url.includes('/apis/')).length;
}

/** Slow enough that a user can press a button in the middle. */
function slow({ faults }: Simulator): void {
  faults.add({ site: 'rest', times: 'always', effect: { kind: 'latency', milliseconds: 100 } });
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a sync of all customers is shown first, paused, survives its worker, resumes, and makes ConnectWise correct', async ({
  simulator,
  chromium,
  options,
}) => {
  const { page } = options;
  await options.show('Companies');
  await previewAll(options);
  expect(writesIn(simulator), 'nothing is written before Apply').toBe(0);
  slow(simulator);
  await page.getByRole('button', { name: /^Apply to/ }).click();
  await button(page, 'Pause').click({ timeout: 100_000 });
  await expect(button(page, 'Resume')).toBeVisible({ timeout: 100_000 });
  await page.close();
  await chromium.stopWorker();

  simulator.faults.clear();
  const again = new OptionsPage(await chromium.openOwn('options.html#companies/bulk-action'));
  await button(again.page, 'Resume').click();
  // The worker may have been stopped in the middle of a create, which is looked for during 10 minutes before a second attempt.
  await passTime(chromium, [simulator], 11 * 60_000);
  await expect(again.page.getByText(/^Applied to \d+ companies/)).toBeVisible({ timeout: 225_000 });
  await expectFacts(simulator, 5_000);
});

test(
  'a sync of all customers is cancelled: what was written stays, the rest is not started, and all of it is undone',
  EXHAUSTIVE,
  async ({ simulator, options }) => {
    const { page } = options;
    await options.show('Companies');
    const before = simulator.connectWise.tables.additions.all().map(({ id, quantity }) => [id, quantity]);
    await previewAll(options);
    slow(simulator);
    await page.getByRole('button', { name: /^Apply to/ }).click();
    await expect.poll(() => writesIn(simulator), { timeout: 100_000 }).toBeGreaterThan(5);
    await button(page, 'Cancel').click({ timeout: 100_000 });
    await expect(page.getByText(/^Cancelled: applied to \d+ compan/)).toBeVisible({ timeout: 150_000 });
    await expect(button(page, 'Undo all…')).toBeVisible();
    // Companies that were begun are ended by now; nothing is written any more.
    const asked = simulator.traffic.total;
    await page.waitForTimeout(3000);
    const since = simulator.traffic.exchanges.slice(asked - simulator.traffic.total);
    expect(simulator.traffic.total === asked || since.every(({ method }) => method === 'GET')).toBe(true);

    simulator.faults.clear();
    await button(page, 'Undo all…').click();
    await page.getByRole('button', { name: /^Undo \d+ compan/ }).click();
    await expect(page.getByText(/^Undone for \d+ compan/)).toBeVisible({ timeout: 150_000 });
    expect(simulator.connectWise.tables.additions.all().map(({ id, quantity }) => [id, quantity])).toEqual(before);
  },
);
