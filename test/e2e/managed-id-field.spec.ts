import type { Page } from '@playwright/test';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { addressOf, hashOf } from '../simulator/pages/address.ts';
import type { Place } from '../simulator/pages/client/places.js';
import type { Browser } from '../support/browser/browser.ts';
import { oneOfEvery } from '../support/depth.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { address, expect, test } from './support/fixture.ts';
import { expectBeside, hostMarkup } from './support/host-page.ts';

const { eddiesTvRepair } = SEED.companies;

/**
 * The two places where an entry is typed: the company's own tab (docs/reference/setup-guides.md#figure-16) and the
 * setup table (figure 13).
 */
const PLACES: { name: string; place: Place }[] = [
  {
    name: 'on the company’s Management tab',
    place: { screen: 'company', company: eddiesTvRepair, tab: 'management', companyTab: 'management', entry: 1 },
  },
  {
    name: 'in the setup table',
    place: {
      screen: 'integration',
      table: 'Managed Devices Integration',
      record: SEED.managedDevicesIntegration,
      tab: 'companies',
      company: eddiesTvRepair,
      entry: 1,
    },
  },
];

for (const { name, place } of oneOfEvery(2, PLACES)) {
  test(`near misses typed ${name} are named, and one click enters EFS-342`, async ({ shared }) => {
    const entry = await openEntry(shared.browser, place);
    for (const nearMiss of ['efs-342', 'EFS - 342', '[EFS-342]', 'EFS–342', 'EFS-00342']) {
      await entry.type('Managed ID', nearMiss);
      await expect(entry.mark('Managed ID'), nearMiss).toContainText(nearMiss);
      await expectBeside(entry.mark('Managed ID'), entry.field('Managed ID'));
      await entry.mark('Managed ID').getByRole('button', { name: 'Use EFS-342' }).click();
      await expect(entry.field('Managed ID')).toHaveValue('EFS-342');
      await expect(entry.mark('Managed ID').getByText(nearMiss)).toHaveCount(0);
    }
  });
}

test.describe('where the screen is in an iframe', () => {
  test('the field is found, marked at its place and corrected as usual', async ({ shared: { simulator, browser } }) => {
    simulator.webClient.iframe = true;
    const page = await browser.context.newPage();
    await page.goto(address(addressOf(PLACES[0]?.place ?? { screen: 'search' })));
    const entry = new FormPage(page, page.frameLocator('iframe:not(.panel-page)'));
    await expect(entry.field('Managed ID')).toHaveValue(/\S/);
    await entry.type('Managed ID', 'efs 342');
    await expect(entry.mark('Managed ID')).toContainText('efs 342');
    await expectBeside(entry.mark('Managed ID'), entry.field('Managed ID'));
    await entry.mark('Managed ID').getByRole('button', { name: 'Use EFS-342' }).click();
    await expect(entry.field('Managed ID')).toHaveValue('EFS-342');
  });
});

test('an id that the portal does not know is named without a correction', async ({ shared }) => {
  const entry = await openEntry(shared.browser, PLACES[0]?.place);
  await entry.type('Managed ID', 'EFS-999');
  await expect(entry.mark('Managed ID')).toContainText('The portal has no customer 999');
  await expect(entry.mark('Managed ID').getByRole('button', { name: /^Use / })).toHaveCount(0);
});

test('in a window with no room beside the field, the mark is a badge, and is read below the field when it is opened', async ({
  shared,
}) => {
  const entry = await openEntry(shared.browser, PLACES[0]?.place);
  await entry.page.setViewportSize({ width: 1024, height: 768 });
  await entry.type('Managed ID', 'EFS-999');
  const mark = await entry.openMark('Managed ID');
  await expect(mark).toContainText('The portal has no customer 999');
  await expect.poll(async () => (await mark.boundingBox())?.width ?? 0).toBeGreaterThan(300);
  await mark.getByRole('button', { name: 'Choose customer…' }).click();
  await entry.page.getByLabel('Customer name or id').pressSequentially('repair');
  await expect(entry.page.getByText('Joe TV Repair').first()).toBeVisible();
});

test('marks end with the form, and the page of ConnectWise stays as it was', async ({ shared }) => {
  const entry = await openEntry(shared.browser, PLACES[0]?.place);
  const before = await hostMarkup(entry.page);
  await entry.type('Managed ID', 'efs 342');
  await expect(entry.mark('Managed ID')).toBeVisible();
  expect(await hostMarkup(entry.page)).toBe(before);
  await goTo(entry.page, { screen: 'search' });
  await expect(entry.mark('Managed ID')).toHaveCount(0);
});

async function openEntry(browser: Browser, place: Place | undefined): Promise<FormPage> {
  if (!place) throw new Error('No such place.');
  const page = await browser.context.newPage();
  await page.goto(address(addressOf(place)));
  const entry = new FormPage(page);
  await expect(entry.field('Managed ID')).toHaveValue(/\S/);
  return entry;
}

async function goTo(page: Page, place: Place): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, hashOf(place));
}
