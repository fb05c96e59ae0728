import { X360_KEYS } from '../support/story/connected-browser.ts';
import { SCHEMES, violations } from './support/axe.ts';
import { writesSince } from './support/facts.ts';
import { expect, test } from './support/fixture.ts';
import { expectWholeFigures } from './support/whole-figures.ts';

test.use({ portalKeys: X360_KEYS });

test('what Axcient bills is joined to a customer once, and compared with its devices and its agreement', async ({
  simulator,
  options,
}) => {
  const { page } = options;
  // A key without the permission: the reason is shown, and nothing else fails.
  const [key] = simulator.portal.keys.filter(({ api }) => api === 'x360recover');
  if (!key) throw new Error('No key of x360Recover.');
  // The set-up checks that follow connecting ask once.
  const requests = () => simulator.traffic.exchanges.filter(({ url }) => url.includes('/billing/')).length;
  await expect.poll(requests).toBe(1);
  key.permissions = ['x360Recover'];
  await options.show('Companies');
  await page.getByRole('button', { name: "Confirm Eddie's TV Repair", exact: true }).click();
  const card = page.getByRole('region', { name: 'Vendor billing' });
  await expect(card.getByText(/lacks the product permission Billing/)).toHaveCount(1);
  await expect(page.getByRole('button', { name: "Unlink Eddie's TV Repair", exact: true })).toBeVisible();
  key.permissions = ['x360Recover', 'Billing'];
  await card.getByRole('button', { name: 'Refresh' }).click();
  await expect(card.getByText('Suggested: similar name')).toBeVisible();
  await card.getByRole('button', { name: 'Confirm all exact matches (5)' }).click();
  await expect(card.getByText('5 billed clients confirmed.')).toBeVisible();
  expect(requests()).toBe(1 + 4);

  await card.getByRole('button', { name: "Amounts of Eddie's TV Repair (x360Recover)" }).click();
  const lines = card.getByRole('table', { name: "Axcient bills: Eddie's TV Repair" });
  const workstations = lines.getByRole('row', { name: /^x360Recover d2cWorkstation/ });
  await expect(workstations.getByRole('cell')).toHaveText([/d2cWorkstation/, '3.5', '4', '4', '0', /./, /./, /./]);
  await expect(lines.getByRole('row', { name: /^x360Cloud seats 14 14/ })).toBeVisible();
  await expect(lines.getByText(/^Invoice \d+, /).first()).toBeVisible();
  await expect(card.getByText(/Invoices read/)).toBeVisible();
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
  await expectWholeFigures(page, 'vendor billing');
  expect(writesSince(simulator)).toEqual([]);
});
