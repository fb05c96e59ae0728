import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { addressOf, agreementUrl } from '../simulator/pages/address.ts';
import type { Place } from '../simulator/pages/client/places.js';
import { oneOfEvery } from '../support/depth.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import type { SharedBrowser } from '../support/shared/shared-browser.ts';
import { address, EXHAUSTIVE, expect, test } from './support/fixture.ts';
import { hostMarkup } from './support/host-page.ts';
import { comeBack, openBeside, silentFor } from './support/own-pages.ts';

const { companies, agreements } = SEED;
const ENTRY: Place = {
  screen: 'company',
  company: companies.eddiesTvRepair,
  tab: 'management',
  companyTab: 'management',
  entry: 1,
};
const RENAMED = 'Geräte-ID';

for (const where of oneOfEvery(2, ['in the page', 'in an iframe'] as const)) {
  test(`${where}, a field with another label is silent until a user points at it, and known afterwards`, async ({
    shared,
  }) => {
    const entry = await openEntry(shared, where === 'in an iframe');
    await entry.type(RENAMED, 'efs 342');
    await silentFor(entry.page);

    const popup = await openBeside(shared.browser, entry.page, 'popup.html');
    const screen = popup.getByRole('region', { name: 'Screen in this tab' });
    await screen.getByRole('button', { name: 'Show me Managed ID' }).click();
    const card = entry.page.getByRole('region', { name: 'Backup Bridge: point at a field' });
    await expect(card).toContainText('Click on the field Managed ID');
    await pointAt(entry);
    await expect(card).toContainText(`Found by the label “${RENAMED}”`);
    await card.getByRole('button', { name: 'Use it' }).click();
    await expect(card).toContainText('Managed ID is known now.');
    await card.getByRole('button', { name: 'Close' }).click();

    // The near miss that was typed before is named at once, without a reload.
    await correct(entry, 'efs 342');
    await entry.page.reload();
    await expect(entry.field(RENAMED)).toHaveValue(/\S/);
    await entry.type(RENAMED, '[EFS-342]');
    await correct(entry, '[EFS-342]');
  });
}

test('taught fields are listed, deleted, exported and imported; each change takes effect in the open page', async ({
  shared,
}) => {
  const entry = await openEntry(shared);
  await entry.type(RENAMED, 'efs 342');
  const popup = await openBeside(shared.browser, entry.page, 'popup.html');
  await popup.getByRole('button', { name: 'Show me Managed ID' }).click();
  const card = entry.page.getByRole('region', { name: 'Backup Bridge: point at a field' });
  await pointAt(entry);
  await card.getByRole('button', { name: 'Use it' }).click();
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(entry.mark('Managed ID')).toContainText('efs 342');

  const options = await shared.browser.openOwn('options.html#diagnostics');
  const taught = options.getByRole('region', { name: 'Taught fields' });
  await expect(taught.getByRole('list', { name: 'List of taught fields' })).toContainText(`“${RENAMED}”`);
  const [download] = await Promise.all([
    options.waitForEvent('download'),
    taught.getByRole('button', { name: 'Export JSON' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain(RENAMED);

  await taught.getByRole('button', { name: /^Delete Managed ID/ }).click();
  await expect(taught).toContainText('is deleted.');
  await comeBack(entry.page);
  await expect(entry.mark('Managed ID')).toHaveCount(0);
  await silentFor(entry.page);

  const file = { name: 'taught.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await taught.getByLabel('File with taught fields').setInputFiles(file);
  await expect(taught).toContainText('1 field imported from taught.json.');
  await comeBack(entry.page);
  await correct(entry, 'efs 342');
});

test(
  'Escape cancels, and neither the click of teaching nor Escape reaches the host page',
  EXHAUSTIVE,
  async ({ shared }) => {
    const entry = await openEntry(shared);
    const options = await openBeside(shared.browser, entry.page, 'options.html#diagnostics');
    await expect(options.getByRole('table', { name: 'Fields of this screen' })).toContainText('Managed IDnot found');
    const before = await hostMarkup(entry.page);
    await entry.page.evaluate(listen);
    const card = entry.page.getByRole('region', { name: 'Backup Bridge: point at a field' });
    const showMe = options.getByRole('button', { name: 'Show me Managed ID' });
    await showMe.click();
    await expect(card).toBeVisible();
    await entry.page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);

    await showMe.click();
    await expect(card).toBeVisible();
    await pointAt(entry);
    await expect(card).toContainText('Use it?');
    await card.getByRole('button', { name: 'Cancel' }).click();
    await expect(card).toHaveCount(0);
    expect(await entry.page.evaluate('window.heard')).toEqual([]);
    expect(await hostMarkup(entry.page)).toBe(before);
    await entry.type(RENAMED, 'efs 342');
    await silentFor(entry.page);
  },
);

test('Diagnose this screen: a report of labels and structure is copied, without any value of the page', async ({
  shared,
}) => {
  const { browser, simulator } = shared;
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await browser.context.newPage();
  await page.goto(
    address(agreementUrl(agreements.eddiesTvRepair, 'additions', { companyId: companies.eddiesTvRepair })),
  );
  await expect(page.getByText('EFS-342').first()).toBeVisible();
  const list = await diagnose(shared, page);
  expect(list).toContain('Serial #');

  await page.goto(address(addressOf(ENTRY)));
  const entry = new FormPage(page);
  await expect(entry.field('Managed ID')).toHaveValue(/\S/);
  const form = await diagnose(shared, page);
  expect(form).toContain('Managed ID');

  const { additions, agreements: contracts, companies: accounts } = simulator.connectWise.tables;
  const lines = additions.where('agreementId', agreements.eddiesTvRepair);
  const secrets = [
    /EFS-?\s?\d+/i,
    /Eddie/i,
    ...accounts.all().map(({ name, identifier }) => [name, identifier]),
    ...contracts.all().map(({ name }) => [name]),
    ...lines.map(({ invoiceDescription }) => [invoiceDescription]),
    ...lines.map(({ unitPrice }) => [Number(unitPrice).toFixed(2)]),
  ].flat();
  for (const secret of secrets) {
    if (secret instanceof RegExp) expect(form + list).not.toMatch(secret);
    else if (typeof secret === 'string' && secret.length > 2) expect(form + list).not.toContain(secret);
  }
});

/** The link in the popup, then the button and Copy; answers what the clipboard holds. */
async function diagnose({ browser }: SharedBrowser, page: Page): Promise<string> {
  const popup = await openBeside(browser, page, 'popup.html');
  const [options] = await Promise.all([
    browser.context.waitForEvent('page'),
    popup.getByRole('link', { name: 'Diagnose this screen' }).click(),
  ]);
  await options.getByRole('button', { name: 'Diagnose this screen' }).click();
  const report = await options.getByRole('textbox', { name: 'Report' }).inputValue();
  await options.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(options.getByText('Copied.')).toBeVisible();
  await options.bringToFront();
  expect(await options.evaluate(() => navigator.clipboard.readText())).toBe(report);
  await Promise.all([options.close(), popup.close()]);
  return report;
}

async function openEntry({ simulator, browser }: SharedBrowser, iframe = false): Promise<FormPage> {
  simulator.webClient.labels = { 'Managed ID': RENAMED };
  simulator.webClient.iframe = iframe;
  const page = await browser.context.newPage();
  await page.goto(address(addressOf(ENTRY)));
  const entry = new FormPage(page, iframe ? page.frameLocator('iframe:not(.panel-page)') : page);
  await expect(entry.field(RENAMED)).toHaveValue(/\S/);
  return entry;
}

/** A real click on the field, as a user points. */
async function pointAt(entry: FormPage): Promise<void> {
  await entry.page.bringToFront();
  await entry.field(RENAMED).click();
}

async function correct(entry: FormPage, nearMiss: string): Promise<void> {
  await expect(entry.mark('Managed ID')).toContainText(nearMiss);
  await entry.mark('Managed ID').getByRole('button', { name: 'Use EFS-342' }).click();
  await expect(entry.field(RENAMED)).toHaveValue('EFS-342');
}

/** Runs in the page: what its own listeners get to hear of clicks and keys. */
function listen(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const layer = (event: Event) =>
    event.composedPath().some((part) => part instanceof Element && part.matches('div[data-backup-bridge]'));
  for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup', 'focusin'])
    document.addEventListener(type, (event) => layer(event) || heard.push(type), true);
}
