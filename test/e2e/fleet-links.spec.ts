import { byDepth } from '../support/depth.ts';
import { compareCompanies } from '../support/page-objects/options-page.ts';
import { X360_KEYS } from '../support/story/connected-browser.ts';
import { expect, test } from './support/fixture.ts';

const CUSTOMERS = byDepth(120, 400);
const COUNT = CUSTOMERS.toLocaleString('en');
test.use({ simulatorOptions: { variant: 'clean', customers: CUSTOMERS }, portalKeys: X360_KEYS });

test(`${COUNT} clients of x360Recover with exactly one company of their name are linked by one click`, async ({
  simulator,
  options,
}) => {
  const { page } = options;
  await options.show('Companies');
  // Not the button of the card about what the vendor bills.
  const exact = page.getByRole('button', { name: `Confirm all exact matches (${CUSTOMERS})` });
  await exact.click({ timeout: 100_000 });
  await expect(exact).toBeHidden({ timeout: 100_000 });

  await compareCompanies(page);
  await expect(page.getByRole('button', { name: `All ${COUNT}` })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Not linked 0' })).toBeVisible();
  const written = simulator.traffic.exchanges.filter(({ method, url }) => method !== 'GET' && url.includes('/apis/'));
  expect(written, 'a link is stored in this browser, and written nowhere').toEqual([]);
});
