import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl } from '../simulator/pages/address.ts';
import { ask } from '../support/browser/ask-worker.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { SCHEMES, violations } from './support/axe.ts';
import { writesSince } from './support/facts.ts';
import { address, expect, openCompany, test } from './support/fixture.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const PASSPHRASE = 'correct horse';
const LOCKED = { name: 'Backup Bridge is locked' };

async function setPassphrase(page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Passphrase lock' });
  await card.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await card.getByLabel('Repeat the passphrase').fill(PASSPHRASE);
  await card.getByRole('button', { name: 'Set passphrase' }).click();
  await card.getByText('The passphrase is set.').waitFor();
}

async function enter(page: Page, passphrase: string): Promise<void> {
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

test('a locked browser shows and does nothing of ours until the passphrase comes; findings stay', async ({
  chromium,
  options,
  simulator,
}) => {
  const own = options.page;
  const { page, panel } = await openCompany(chromium, EDDIE);
  await panel.open();
  await panel.previewSync();
  const frame = page.frameLocator('iframe.panel-page');
  await options.show('Connections');
  await setPassphrase(own);
  await options.portal.getByLabel('Address').fill('https://typed.example');
  await own.getByRole('button', { name: 'Lock now' }).click();

  await expect(own.getByRole('heading', LOCKED)).toBeVisible();
  await expect(own.getByText('Connections').first()).toBeHidden();
  await expect(frame.getByRole('heading', LOCKED)).toBeVisible();
  await expect(panel.root).toBeHidden();
  await expect(frame.getByLabel('Passphrase')).toHaveCount(0);
  await expect(ask(own, 'status.view', {})).rejects.toThrow(/locked/);
  await expect(ask(own, 'journal.list', { limit: 1 })).rejects.toThrow(/locked/);
  await chromium.stopWorker();
  const popup = await chromium.openOwn('popup.html');
  await expect(popup.getByRole('heading', LOCKED)).toBeVisible();
  for (const colorScheme of SCHEMES) {
    await popup.emulateMedia({ colorScheme });
    expect(await violations(popup), colorScheme).toEqual([]);
  }
  await popup.close();

  // What ConnectWise's own page shows of ours goes on.
  const other = await chromium.context.newPage();
  const form = new FormPage(other);
  await other.goto(address(additionUrl(SEED.agreements.eddiesTvRepair, 1)));
  await expect(form.field('SerialNumber')).toHaveValue(/\S/);
  await form.type('SerialNumber', 'efs 342');
  await form.mark('SerialNumber').waitFor();
  await other.close();
  expect(writesSince(simulator)).toEqual([]);

  await page.bringToFront();
  const [entry] = await Promise.all([
    chromium.context.waitForEvent('page'),
    frame.getByRole('button', { name: 'Unlock in a window…' }).click(),
  ]);
  await enter(entry, 'wrong horse');
  await expect(entry.getByRole('alert')).toContainText('The passphrase is wrong.');
  const closed = entry.waitForEvent('close');
  await enter(entry, PASSPHRASE);
  await closed;

  // As it was: the preview in the panel, and what was typed.
  await expect(panel.root.locator('.preview')).toBeVisible();
  await expect(options.portal.getByLabel('Address')).toHaveValue('https://typed.example');
  await page.bringToFront();
  await panel.apply();
  expect(writesSince(simulator).length).toBeGreaterThan(0);
});

test('it locks by itself, and a forgotten passphrase costs the keys', async ({ chromium, options }) => {
  const own = options.page;
  await options.show('Connections');
  await setPassphrase(own);
  await chromium.passInWorker(16 * 60_000);
  await expect(ask(own, 'status.view', {})).rejects.toThrow(/locked/);
  await expect(own.getByRole('heading', LOCKED)).toBeVisible();
  await own.getByRole('button', { name: 'Forgot the passphrase?' }).click();
  await own.getByRole('button', { name: 'Disconnect and remove the lock' }).click();
  await expect(options.connectWise.getByText('Not connected')).toBeVisible();
  await expect(options.portal.getByText('Not connected')).toBeVisible();
  await own.reload();
  await expect(options.connectWise.getByText('Not connected')).toBeVisible();
});
