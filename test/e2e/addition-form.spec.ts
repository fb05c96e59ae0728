import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, hashOf } from '../simulator/pages/address.ts';
import type { Simulator } from '../simulator/server.ts';
import type { Browser } from '../support/browser/browser.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { address, expect, test } from './support/fixture.ts';
import { expectBeside, hostMarkup } from './support/host-page.ts';

const agreement = SEED.agreements.eddiesTvRepair;

test('a clean addition is silent', async ({ shared: { simulator, browser } }) => {
  const form = await openAddition(browser, simulator);
  // By then the checks have run: the same page speaks at the first wrong key.
  await form.page.waitForTimeout(1500);
  await expect(form.page.getByRole('region', { name: /^Backup Bridge on/ })).toHaveCount(0);
  await form.type('SerialNumber', 'efs 342');
  await expect(form.mark('SerialNumber')).toBeVisible();
});

test('near misses at SerialNumber are named, and one click enters EFS-342 to be saved', async ({
  shared: { simulator, browser },
}) => {
  const form = await openAddition(browser, simulator);
  for (const nearMiss of ['efs-342', 'EFS 342', '[EFS-342]', 'EFS—342', 'EFS-0342']) {
    await form.type('SerialNumber', nearMiss);
    await expect(form.mark('SerialNumber'), nearMiss).toContainText(nearMiss);
    await expectBeside(form.mark('SerialNumber'), form.field('SerialNumber'));
    await form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' }).click();
    await expect(form.field('SerialNumber')).toHaveValue('EFS-342');
    await expect(form.mark('SerialNumber')).toHaveCount(0);
  }
  await form.type('Invoice Description', 'Kept as typed');
  await form.type('SerialNumber', 'efs 342');
  await form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' }).click();
  await form.save();
  await expect
    .poll(() => simulator.connectWise.tables.additions.get(firstAddition(simulator))?.invoiceDescription)
    .toBe('Kept as typed');
  expect(simulator.connectWise.tables.additions.get(firstAddition(simulator))?.serialNumber).toBe('EFS-342');
});

test('an id unknown to the portal, and more included than used, are named while typing', async ({
  shared: { simulator, browser },
}) => {
  const form = await openAddition(browser, simulator);
  await form.type('SerialNumber', 'EFS-999');
  await expect(form.mark('SerialNumber')).toContainText('The portal has no customer 999');
  // The company's own entries say which id was meant.
  await form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' }).click();
  await expect(form.mark('SerialNumber')).toHaveCount(0);
  await form.type('Less Included', '1000');
  const mark = form.page.getByRole('region', { name: /^Backup Bridge on Less [Ii]ncluded/ });
  // The form itself shows a negative quantity, which looks like a credit.
  await expect(mark).toContainText(/ConnectWise bills 0; the form shows [-−]\d/);
  await expectBeside(mark, form.field('Less Included'));
  await form.type('Less Included', '25');
  await expect(mark).toHaveCount(0);
});

test('marks end with the form, and the page of ConnectWise stays as it was', async ({
  shared: { simulator, browser },
}) => {
  const form = await openAddition(browser, simulator);
  const before = await hostMarkup(form.page);
  await form.type('SerialNumber', 'efs 342');
  await expect(form.mark('SerialNumber')).toBeVisible();
  expect(await hostMarkup(form.page)).toBe(before);
  await form.page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    hashOf({ screen: 'search' }),
  );
  await expect(form.page.getByRole('region', { name: /^Backup Bridge on/ })).toHaveCount(0);
});

async function openAddition(browser: Browser, simulator: Simulator): Promise<FormPage> {
  const form = new FormPage(await browser.context.newPage());
  await form.page.goto(address(additionUrl(agreement, firstAddition(simulator))));
  await expect(form.field('SerialNumber')).toHaveValue('EFS-342');
  return form;
}

function firstAddition(simulator: Simulator): number {
  const [first] = simulator.connectWise.tables.additions.where('agreementId', agreement);
  if (!first) throw new Error('The agreement has no addition.');
  return first.id;
}
