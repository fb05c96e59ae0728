import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixture.ts';

/** As many generated companies as a large provider has; each with additions of ours and of others. */
test.use({ simulatorOptions: { customers: 1500, generated: { ourAdditions: 4, otherAdditions: 2 } } });

test('explore', async ({ options, simulator }) => {
  const { page } = options;
  await options.show('Companies');
  await page.screenshot({ path: '/tmp/shots/1-empty.png' });
  console.time('compare');
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.waitForTimeout(2500);
  await page.screenshot({ path: '/tmp/shots/2-running.png' });
  await expect(page.getByText(/^Compared /)).toBeVisible({ timeout: 300_000 });
  console.timeEnd('compare');
  await page.waitForTimeout(1000);
  await page.screenshot({ path: '/tmp/shots/3-compared.png', fullPage: true });
  await page.getByRole('button', { name: 'Difference' }).first().click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/shots/4-sorted.png' });
  await page.getByRole('button', { name: 'Difference' }).first().click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/shots/5-sorted.png' });
  await options.show('Approvals');
  await page.waitForTimeout(1000);
  await page.screenshot({ path: '/tmp/shots/6-approvals.png' });
  await options.show('Companies');
  await page.getByRole('row').nth(2).getByRole('link').click();
  await page.waitForTimeout(4000);
  const query = { filter: 'all', search: 'Lakeshore Motors Boise', sort: 'customer', descending: false, offset: 0, limit: 5 };
  console.log(JSON.stringify(await page.evaluate((input) => (globalThis as any).chrome.runtime.sendMessage({ to: 'worker', name: 'fleet.rows', input }), query)));
  await page.screenshot({ path: '/tmp/shots/7-company.png', fullPage: true });
});
