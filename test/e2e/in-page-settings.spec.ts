import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, addressOf, agreementUrl } from '../simulator/pages/address.ts';
import type { Place } from '../simulator/pages/client/places.js';
import { GERMAN, GERMAN_LABELS } from '../simulator/pages/german.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { address, expect, test } from './support/fixture.ts';
import { comeBack, silentFor } from './support/own-pages.ts';

const { companies, agreements } = SEED;
const AGREEMENT = agreements.eddiesTvRepair;
const GERMAN_ADDRESS = { locale: 'de_DE' };
const ENTRY: Place = {
  screen: 'company',
  company: companies.eddiesTvRepair,
  tab: 'management',
  companyTab: 'management',
  entry: 1,
};

/** What a German partner types, by the names that the options give the fields. */
const NAMES: Record<string, string[]> = {
  'Managed ID': ['Managed ID'],
  'Device Type': ['Device Type', 'Device Types'],
  Solution: ['Solution', 'Management Solution'],
  'Agreement of a managed-id entry': ['Agreement', 'Default Agreement'],
  SerialNumber: ['SerialNumber', 'Serial #'],
  'Less Included': ['Less Included'],
  Product: ['Product', 'Product ID'],
  'Total Quantity': ['Total Quantity', 'Quantity'],
  'Unit Price': ['Unit Price'],
  'Effective Date': ['Effective Date'],
};

test('a German client: silent without an error, and every check works once its labels were typed in the options', async ({
  shared,
}) => {
  const { simulator, browser } = shared;
  Object.assign(simulator.webClient, GERMAN);
  const { tables } = simulator.connectWise;
  const [line, other] = tables.additions.where('agreementId', AGREEMENT);
  const { id = 0 } = line ?? {};
  tables.additions.update(other?.id ?? 0, { serialNumber: 'efs 342' }, { identifier: 'Admin1' });
  const [managedId, serial] = [german('Managed ID'), german('SerialNumber')];

  const broken: string[] = [];
  const page = await browser.context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  const form = new FormPage(page);
  const openList = () => open(page, agreementUrl(AGREEMENT, 'additions', GERMAN_ADDRESS));
  const openAddition = async () => {
    await open(page, additionUrl(AGREEMENT, id, GERMAN_ADDRESS));
    await expect(form.field(serial)).toHaveValue('EFS-342');
  };
  const openEntry = async () => {
    await open(page, addressOf(ENTRY, GERMAN_ADDRESS));
    await expect(form.field(managedId)).toHaveValue(/\S/);
  };

  await openEntry();
  await form.type(managedId, 'efs 342');
  await silentFor(page);
  await openList();
  await expect(page.getByText('efs 342').first()).toBeVisible();
  await silentFor(page);
  await openAddition();
  await form.type(serial, 'efs 342');
  await silentFor(page);
  expect(broken).toEqual([]);

  const options = await browser.openOwn('options.html#diagnostics');
  const names = options.getByRole('region', { name: 'Names of fields' });
  for (const [field, english] of Object.entries(NAMES)) {
    await names.getByRole('button', { name: 'Add names' }).click();
    await names.getByRole('combobox', { name: 'Field' }).selectOption({ label: field });
    await names.getByLabel('Label texts, one a line').fill(english.map(german).join('\n'));
    await names.getByRole('button', { name: 'Save names' }).click();
    await expect(
      names
        .getByRole('listitem')
        .filter({ hasText: `“${german(english[0] ?? '')}”` })
        .first(),
    ).toBeVisible();
  }

  // The page that stayed open, as soon as the user is back.
  await comeBack(page);
  await expect(form.mark('SerialNumber')).toContainText('efs 342');
  await form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' }).click();
  await expect(form.field(serial)).toHaveValue('EFS-342');
  // Numbers and dates as this member writes them: a thousand, not one and a bit; the fifth of March, not the third of May.
  await form.type(german('Total Quantity'), '1.234,50');
  await expect(form.mark('Total Quantity')).toContainText(/the quantity is 1,234\.5,/i);
  await form.type(german('Effective Date'), '05.03.2024');
  await expect(form.mark('Effective Date')).toContainText('The effective date Mar 5, 2024 is not the first day');
  await openAddition();
  await silentFor(page);

  await openList();
  await expect(page.locator('.row-mark-badge').first()).toBeVisible();
  await openEntry();
  await form.type(managedId, 'efs 342');
  await form.mark('Managed ID').getByRole('button', { name: 'Use EFS-342' }).click();
  await expect(form.field(managedId)).toHaveValue('EFS-342');
  expect(broken).toEqual([]);
});

test('a check that is switched off disappears from the open page when the user returns, the others stay; on again, it is back', async ({
  shared: { browser },
}) => {
  const page = await browser.context.newPage();
  const other = await browser.context.newPage();
  await page.goto(address(additionUrl(AGREEMENT, 1)));
  await other.goto(address(addressOf(ENTRY)));
  const addition = new FormPage(page);
  const entry = new FormPage(other);
  await expect(addition.field('SerialNumber')).toHaveValue(/\S/);
  await addition.type('SerialNumber', 'efs 342');
  await expect(addition.mark('SerialNumber')).toBeVisible();
  await expect(entry.field('Managed ID')).toHaveValue(/\S/);
  await entry.type('Managed ID', 'efs 342');
  await expect(entry.mark('Managed ID')).toBeVisible();

  const options = await browser.openOwn('options.html#in-page');
  const toggle = options.getByRole('switch', { name: 'Agreement addition while typing' });
  await toggle.click();
  await expect(toggle).not.toBeChecked();
  await expect(options.getByText('Saved.')).toBeVisible();
  await comeBack(page);
  await expect(addition.mark('SerialNumber')).toHaveCount(0);
  await silentFor(page);
  await comeBack(other);
  await expect(entry.mark('Managed ID')).toBeVisible();
  // Not for a blink either, where the page begins again.
  await page.reload();
  await expect(addition.field('SerialNumber')).toHaveValue(/\S/);
  await addition.type('SerialNumber', 'efs 342');
  await silentFor(page);

  await toggle.click();
  await expect(toggle).toBeChecked();
  await comeBack(page);
  await expect(addition.mark('SerialNumber')).toContainText('efs 342');
});

function german(label: string): string {
  return GERMAN_LABELS[label] ?? label;
}

/** From a blank page: an address that differs in its hash alone would not be loaded. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(address(path));
}
