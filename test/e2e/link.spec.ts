import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { writesSince } from './support/facts.ts';
import { expect, openCompany, test } from './support/fixture.ts';

test('a company is linked to the customer of its name in its own panel, and unlinked by undo', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.page.close();
  const { northside } = SEED.companies;
  const entries = () => simulator.connectWise.tables.managementSummaryReports.where('company/id', northside);
  const updatedAt = Date.parse('2026-11-01T00:00:00Z');
  simulator.portal.addCustomer({ id: 777, name: 'Northside Bakery', brand: 'doc', active: true, updatedAt });
  const { panel } = await openCompany(chromium, northside);
  await panel.open();
  // The list of customers may have been read before this one was there.
  await panel.root.getByRole('button', { name: 'Refresh' }).click();
  await expect(panel.root.getByText('Not linked yet')).toBeVisible();
  expect(entries()).toHaveLength(0);
  const before = simulator.traffic.exchanges.length;

  // Two clicks: what would be created, and that it is.
  await panel.look();
  await panel.root.getByRole('button', { name: 'Link… to Northside Bakery' }).click();
  await panel.root.locator('.preview').waitFor();
  const planned = await panel.planned();
  expect(planned).toHaveLength(2);
  expect(planned.join()).toContain('EFS-777');
  expect(writesSince(simulator, before)).toEqual([]);
  await panel.apply();
  expect(entries().map(({ groupIdentifier }) => groupIdentifier)).toEqual(['EFS-777', 'EFS-777']);
  await expect(panel.root.getByText('EFS-777', { exact: true })).toBeVisible();

  await panel.look();
  await panel.root.getByRole('button', { name: 'Undo…' }).click();
  await panel.root.locator('.preview').waitFor();
  await panel.apply();
  expect(entries()).toHaveLength(0);
  await expect(panel.root.getByText('Not linked yet')).toBeVisible();
});
