import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { writesSince } from './support/facts.ts';
import { expect, openCompany, test } from './support/fixture.ts';

const HEADINGS = 'CID;Company;User Name;SPlan;Kind;Online;Last error-free backup';
const NOW = new Date().toISOString().slice(0, 10);
const ROWS = [
  `342;Eddie's TV Repair;ETV-Primary;Select;server;1.234,5;${NOW}`,
  `342;Eddie's TV Repair;ETV-Truck01;Select;desktop;abc;${NOW}`,
  `355;Joe TV Repair;ETV-Prim;Select;server;0,25;${NOW}`,
];

function fileOf(lines: readonly string[], name = 'accounts.csv') {
  return { name, mimeType: 'text/csv', buffer: Buffer.from([HEADINGS, ...lines].join('\r\n'), 'latin1') };
}

test('a file in place of a portal: chosen, mapped once, imported, and shown at the company that a user linked', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.show('Connections');
  const form = options.portal;
  await form.getByLabel('Portal', { exact: true }).selectOption({ label: 'File (CSV or Excel)' });
  await expect(form.getByLabel('Address')).toHaveCount(0);
  await expect(form.getByText('Drop a CSV or XLSX file here')).toBeVisible();

  // What cannot be understood is asked for, and nothing can be imported before.
  await form.locator('input[type=file]').setInputFiles(fileOf(ROWS));
  await expect(form.getByText('“Online”: choose what its numbers are in.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Import' })).toHaveAttribute('aria-disabled', 'true');
  await form.getByLabel('Unit of Online').selectOption({ label: 'GB (1,000 MB)' });
  const preview = form.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('2 customers, 2 accounts from 3 rows.')).toBeVisible();
  await preview.getByText('1 row left out').click();
  await expect(preview.getByText('Line 3, column “Online”: “abc” is no number.')).toBeVisible();
  await expect(preview.getByRole('row', { name: /ETV-Primary.*1,234\.5 GB/ })).toBeVisible();
  await form.getByRole('button', { name: 'Import' }).click();
  await expect(form.getByText('Imported. “Accounts” has 2 customers.')).toBeVisible();
  await expect(form.getByText(/^File “Accounts”, data of /)).toBeVisible();

  // The next file of the same shape is understood at once.
  await form.locator('input[type=file]').setInputFiles(fileOf(ROWS.filter((row) => !row.includes('abc'))));
  await expect(preview.getByText('2 customers, 2 accounts from 2 rows.')).toBeVisible();
  await form.getByRole('button', { name: 'Import' }).click();
  await expect(form.getByText('Imported.')).toBeVisible();

  await options.show('Companies');
  await options.page.getByRole('button', { name: "Confirm Eddie's TV Repair", exact: true }).click();
  await expect(options.page.getByRole('button', { name: "Unlink Eddie's TV Repair", exact: true })).toBeVisible();
  const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  expect((await panel.health()).join('\n')).toContain('ETV-Primary');
  await expect(panel.root.getByText(/^From the imported file, read/)).toBeVisible();
  expect(writesSince(simulator)).toEqual([]);

  // Removed with its data, after a question.
  await options.show('Connections');
  await form.getByRole('button', { name: 'Remove…' }).click();
  await form.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(options.portal.getByText('Not connected')).toBeVisible();
});
