import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { additionUrl } from '../simulator/pages/address.ts';
import { ask } from '../support/browser/ask-worker.ts';
import { launchFirefox } from '../support/browser/firefox.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { SCHEMES, violations } from './support/axe.ts';
import { writesSince } from './support/facts.ts';
import { click, fill } from './support/firefox-page.ts';
import { address, EXHAUSTIVE, expect, openCompany, test } from './support/fixture.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const PASSPHRASE = 'correct horse';
const LOCKED = { name: 'Backup Bridge is locked' };

/** What a content script of ours reads of the memory that says that it is unlocked; as text, for both browsers. */
const AS_CONTENT_SCRIPT = `async () => {
  const [tab] = await chrome.tabs.query({ url: 'https://${HOSTS.web}/*' });
  if (!tab) return null;
  const read = async () => {
    try {
      return JSON.stringify(await chrome.storage.session.get(null));
    } catch {
      return 'refused';
    }
  };
  const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: read });
  return result;
}`;

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
  await options.show('Security');
  await setPassphrase(own);
  await options.show('Connections');
  expect(await own.evaluate(`(${AS_CONTENT_SCRIPT})()`)).toBe('refused');
  expect(await own.evaluate('chrome.storage.session.get("lock")')).toHaveProperty('lock.activeAt');
  await options.portal.getByLabel('Address').fill('https://typed.example');
  await options.show('Security');
  await own.getByRole('button', { name: 'Lock now' }).click();

  await expect(own.getByRole('heading', LOCKED)).toBeVisible();
  await expect(own.getByText('Connections').first()).toBeHidden();
  for (const colorScheme of SCHEMES) {
    await own.emulateMedia({ colorScheme });
    expect(await violations(own), colorScheme).toEqual([]);
  }
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
  // The window may be gone before the key is released.
  await enter(entry, PASSPHRASE).catch(() => undefined);
  await closed;

  // As it was: the preview in the panel, and what was typed.
  await expect(panel.root.locator('.preview')).toBeVisible();
  await options.show('Connections');
  await expect(options.portal.getByLabel('Address')).toHaveValue('https://typed.example');
  await page.bringToFront();
  await panel.apply();
  expect(writesSince(simulator).length).toBeGreaterThan(0);
});

test('it locks by itself, and a forgotten passphrase costs the keys', EXHAUSTIVE, async ({ chromium, options }) => {
  const own = options.page;
  await options.show('Security');
  await setPassphrase(own);
  await options.show('Connections');
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

test(
  'Firefox: a locked page hides what it showed, and that it is unlocked is out of the reach of content scripts',
  EXHAUSTIVE,
  async ({ simulator }) => {
    const firefox = await launchFirefox({ port: simulator.port, hosts: Object.values(HOSTS) });
    try {
      const own = await firefox.openOwn('options.html#security');
      const within = '[aria-label="Passphrase lock"]';
      await fill(own, { label: 'Passphrase', within }, PASSPHRASE);
      await fill(own, { label: 'Repeat the passphrase', within }, PASSPHRASE);
      await click(own, { button: 'Set passphrase', within });
      await click(own, { button: 'Change…', within });
      await firefox.open(address('/'));
      expect(await own.until<string>(AS_CONTENT_SCRIPT)).toBe('refused');
      const popup = await firefox.openOwn('popup.html');
      await click(popup, { button: 'Lock now' });
      const isLocked = `() => document.querySelector('h1#lock-title')?.innerText === '${LOCKED.name}'`;
      await popup.until(isLocked);
      await own.until(isLocked);
      await own.until(`() => !document.querySelector('${within}').checkVisibility({ visibilityProperty: true })`);
      await fill(popup, { label: 'Passphrase', within: '.lock-screen' }, PASSPHRASE);
      await click(popup, { button: 'Unlock' });
      await own.until(`() => document.querySelector('${within}').checkVisibility({ visibilityProperty: true })`);
      // The window for the passphrase closes by itself there too.
      const windows = `async () => (await browser.windows.getAll()).length`;
      const before = await own.until<number>(windows);
      await own.until(`async () => await browser.windows.create({ url: '/panel.html?unlock', type: 'popup' }) && true`);
      await own.until(`async () => (await browser.windows.getAll()).length === ${before}`, [], 20_000);
    } finally {
      await firefox.close();
    }
  },
);
