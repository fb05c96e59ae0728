import { X360_KEYS } from '../support/story/connected-browser.ts';
import { expect, test } from './support/fixture.ts';

const CUSTOMERS = 1500;
test.use({ simulatorOptions: { variant: 'clean', customers: CUSTOMERS }, portalKeys: X360_KEYS });

test('1,500 clients of x360Recover with exactly one company of their name are linked by one click', async ({
  simulator,
  options,
}) => {
  const { page } = options;
  await options.show('Companies');
  const exact = page.getByRole('button', { name: /^Confirm all exact matches/ });
  await expect(exact).toHaveText(/1,5\d\d/, { timeout: 100_000 });
  const matches = Number(/[\d,]+/.exec((await exact.textContent()) ?? '')?.[0].replaceAll(',', ''));
  await exact.click();
  await expect(exact).toBeHidden({ timeout: 100_000 });

  await page.getByRole('button', { name: 'Compare now' }).click();
  await expect(page.getByText('Compared just now')).toBeVisible({ timeout: 300_000 });
  const linked = page.getByRole('button', { name: /^Not linked/ });
  const left = Number(/[\d,]+/.exec((await linked.textContent()) ?? '')?.[0].replaceAll(',', ''));
  const all = Number(
    /[\d,]+/.exec((await page.getByRole('button', { name: /^All / }).textContent()) ?? '')?.[0].replaceAll(',', ''),
  );
  expect(all - left).toBe(matches);
  const written = simulator.traffic.exchanges.filter(({ method, url }) => method !== 'GET' && url.includes('/apis/'));
  expect(written, 'a link is stored in this browser, and written nowhere').toEqual([]);
});
