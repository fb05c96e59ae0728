import { HOSTS } from '../simulator/hosts.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';

/** What the page's own script would say; evaluated there. */
const LOCAL = 'chrome.storage.local.get(null)';
const PLANTED = `chrome.storage.local.set({
  settings: { version: 2, value: { role: 'viewer' } },
  'connection.connectwise': { siteUrl: 'evil.example', site: 'evil.example', apiHost: 'evil.example' },
})`;

test('keys and settings are not in storage.local, and what is planted there changes nothing', async ({ options }) => {
  const { page } = options;
  expect(await page.evaluate(LOCAL)).toEqual({});
  await page.evaluate(PLANTED);
  await page.goto(`${page.url().split('#')[0]}#connections`);
  await page.reload();
  await expect(options.connectWise.getByText(`Connected to ${HOSTS.web}`)).toBeVisible();
  await expect(options.connectWise.getByLabel('Site')).toHaveValue(new RegExp(HOSTS.web));
  await expect(page.getByLabel('Role')).toHaveValue('syncer');
});

test('the browser keeps the data when the disk is full', EXHAUSTIVE, async ({ chromium }) => {
  const page = await chromium.openOwn('options.html#diagnostics');
  await expect(page.getByRole('region', { name: 'Storage' })).toContainText('Kept');
});

test('Disconnect deletes the keys, gives the permission back and stops the sync', async ({ options }) => {
  const { page } = options;
  const mayCall = () => page.evaluate(`chrome.permissions.contains({ origins: ['https://${HOSTS.efsPortal}/*'] })`);
  expect(await mayCall()).toBe(true);
  const card = page.getByRole('region', { name: 'Disconnect' });
  await page.goto(`${page.url().split('#')[0]}#connections`);
  await card.getByRole('button', { name: 'Disconnect the backup portal…' }).click();
  await card.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(card).toContainText(`The permission for ${HOSTS.efsPortal} was given back.`);
  await expect(options.portal.getByText('Not connected')).toBeVisible();
  await expect(options.connectWise.getByText(`Connected to ${HOSTS.web}`)).toBeVisible();
  expect(await mayCall()).toBe(false);

  await card.getByRole('button', { name: 'Disconnect ConnectWise…' }).click();
  await card.getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(card).toContainText('No key is left in this browser.');
  await expect(options.connectWise.getByText('Not connected')).toBeVisible();
});
