import type { Page } from 'playwright-core';
import { removeRight, restoreRight } from '../simulator/connectwise/rights.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { pageAfterInstallation } from '../support/browser/chromium.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../support/story/connected-browser.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'not-set-up' } });

/** What a user does by hand: clicks that are the browser's, and fields that were typed into. */
async function countHands(page: Page): Promise<() => Promise<{ clicks: number; fields: number }>> {
  await page.addInitScript(() => {
    const hands = { clicks: 0, fields: new Set<string>() };
    Object.assign(window, { hands });
    addEventListener(
      'click',
      ({ isTrusted }) => {
        if (isTrusted) hands.clicks += 1;
      },
      true,
    );
    addEventListener(
      'input',
      ({ target }) => {
        const isText = target instanceof HTMLInputElement && /^(text|password)$/.test(target.type);
        if (isText) hands.fields.add(target.id);
      },
      true,
    );
  });
  return () =>
    page.evaluate(() => {
      const { hands } = window as unknown as { hands: { clicks: number; fields: Set<string> } };
      return { clicks: hands.clicks, fields: hands.fields.size };
    });
}

const EDIT_AGREEMENTS = { function: 'Agreements', action: 'edit' } as const;

/** The browser’s own question about the portal’s host, which a headless browser answers beforehand. */
const ALLOW_CLICKS = 1;
/** A choice in a list: it is opened, and one is chosen. */
const CHOICE_CLICKS = 2;

test('from nothing to the first sync in at most 25 clicks and 6 typed fields, beginning where the installation leads', async ({
  simulator,
  chromium,
}) => {
  test.slow();
  const { hostResolverRules, connectWise } = simulator;
  const opened = await pageAfterInstallation({ hostResolverRules, granted: [] });
  const page = await chromium.context.newPage();
  const hands = await countHands(page);
  await page.goto(`chrome-extension://${chromium.extensionId}/${opened}`);

  const form = page.getByRole('form', { name: 'ConnectWise' });
  const type = (label: string, text: string) => form.getByLabel(label, { exact: true }).fill(text);
  await type('Company ID', CONNECTWISE_KEYS.companyId);
  await type('Public key', CONNECTWISE_KEYS.publicKey);
  await type('Private key', CONNECTWISE_KEYS.privateKey);
  await type('Client ID', CONNECTWISE_KEYS.clientId);
  await form.getByRole('button', { name: 'Use na.myconnectwise.net' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/^Saved\./).waitFor();

  const portal = page.getByRole('form', { name: 'Backup portal' });
  await portal.getByLabel('Portal', { exact: true }).selectOption({ label: EFS_PORTAL_KEYS.kind });
  await portal.getByLabel('Address').fill(EFS_PORTAL_KEYS.address);
  await portal.getByLabel('Access token').fill(EFS_PORTAL_KEYS.key);
  await portal.getByRole('button', { name: 'Save' }).click();
  await portal.getByText(/^Saved\./).waitFor();

  await page.getByRole('button', { name: /^Set up ConnectWise: / }).click();
  await page.getByRole('button', { name: /^Apply \d+ changes$/ }).click();
  await page.getByRole('button', { name: 'Undo this…' }).waitFor();
  await page.getByRole('button', { name: /^Link all with the same name \(3\)/ }).click();
  await page.getByRole('button', { name: 'Create and link' }).click();
  await page.getByRole('button', { name: 'Create and link' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Preview missing additions…' }).click();
  await page.locator('.bb-action-foot .bb-button-primary').click();
  await page
    .getByRole('region', { name: /additions/i })
    .getByText('Done', { exact: true })
    .waitFor();

  await page.getByRole('button', { name: 'Turn on automatic sync…' }).click();
  const consent = page.getByRole('form', { name: 'Turn on automatic sync' });
  await consent.waitFor();
  await consent.getByRole('progressbar').waitFor({ state: 'detached' });
  for (const box of await consent.getByRole('group').getByRole('checkbox', { disabled: false }).all())
    await box.check();
  await consent.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText(/^First sync done: /)).toBeVisible({ timeout: 75_000 });

  const counted = await hands();
  const clicks = counted.clicks + ALLOW_CLICKS + CHOICE_CLICKS;
  console.log(`First run: ${clicks} clicks, ${counted.fields} typed fields.`);
  expect(clicks).toBeLessThanOrEqual(25);
  expect(counted.fields).toBeLessThanOrEqual(6);

  const { tables } = connectWise;
  expect(tables.managementItSolutions.all().some(({ name }) => name === 'Axcient')).toBe(true);
  expect(tables.managedDevicesIntegrations.all().length).toBeGreaterThan(0);
  expect(tables.crossReferences.all().length).toBeGreaterThanOrEqual(10);
  const ofEddie = `"company":{"id":${SEED.companies.eddiesTvRepair}`;
  const entries = tables.managementSummaryReports.all().filter((row) => JSON.stringify(row).includes(ofEddie));
  expect(entries.map(({ groupIdentifier }) => groupIdentifier)).toEqual(['EFS-342', 'EFS-342']);
  const additions = tables.additions.all().filter(({ agreementId }) => agreementId === SEED.agreements.eddiesTvRepair);
  expect(additions.some(({ quantity }) => Number(quantity) > 0)).toBe(true);
});

test(
  'bad input is corrected with a click or named, and nothing typed is lost when the page is left',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    simulator.connectWise.options.knownAt = 'eu.myconnectwise.net';
    simulator.traffic.expectErrors(true);
    const page = await chromium.openOwn('welcome.html');
    const form = page.getByRole('form', { name: 'ConnectWise' });
    const field = (label: string) => form.getByLabel(label, { exact: true });

    await field('Site').fill('http://api-na.myconnectwise.net/v4_6_release/apis/3.0');
    await form.getByRole('button', { name: 'Use na.myconnectwise.net' }).click();
    await field('Company ID').fill('nobody');
    await expect(form.getByText(/knows no company ID "nobody"/)).toBeVisible();
    await field('Company ID').fill(` ${CONNECTWISE_KEYS.companyId}`);
    await expect(form.getByText('Removed a space.')).toBeVisible();
    await form.getByRole('button', { name: 'Use eu.myconnectwise.net' }).click();
    await expect(form.getByText(/^eu\.myconnectwise\.net knows this company ID/)).toBeVisible();

    await field('Public key').fill(CONNECTWISE_KEYS.privateKey);
    await page.reload();
    await expect(field('Site')).toHaveValue('eu.myconnectwise.net');
    await expect(field('Company ID')).toHaveValue(CONNECTWISE_KEYS.companyId);
    await expect(field('Public key')).toHaveValue(CONNECTWISE_KEYS.privateKey);

    await field('Private key').fill(CONNECTWISE_KEYS.publicKey);
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText(/client ID is missing/).first()).toBeVisible();
    await field('Client ID').fill('no client ID');
    await expect(form.getByText(/This is not a client ID/)).toBeVisible();
    await field('Client ID').fill(CONNECTWISE_KEYS.clientId.replaceAll('-', ''));
    await form.getByRole('button', { name: 'Add the dashes' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    removeRight(simulator.connectWise, EDIT_AGREEMENTS);
    await form.getByRole('button', { name: 'Swap the keys' }).click();
    await expect(form.getByText(/^Saved\./)).toBeVisible();
    await expect(form.getByText(/Finance › Agreements: Edit/).first()).toBeVisible();
    await form.getByText(/^Rights of the API member: \d+ functions$/).click();
    await expect(form.getByRole('button', { name: 'Copy the list' })).toBeVisible();
    await expect(field('Public key')).toHaveValue(CONNECTWISE_KEYS.publicKey);

    const portal = page.getByRole('form', { name: 'Backup portal' });
    await portal.getByLabel('Address').fill('https://axapi.axcient.com');
    await portal.getByRole('button', { name: 'Use https://axapi.axcient.com/x360recover' }).click();
    await portal.getByLabel('Portal', { exact: true }).selectOption({ label: EFS_PORTAL_KEYS.kind });
    await portal.getByLabel('Address').fill(`http://${new URL(EFS_PORTAL_KEYS.address).host}`);
    await portal.getByRole('button', { name: `Use ${EFS_PORTAL_KEYS.address}` }).click();
    await portal.getByLabel('Access token').fill(EFS_PORTAL_KEYS.key);
    simulator.faults.portalDown(true);
    await portal.getByRole('button', { name: 'Save' }).click();
    await expect(portal.getByRole('alert')).toBeVisible();
    await expect(portal.getByLabel('Access token')).toHaveValue(EFS_PORTAL_KEYS.key);
    simulator.faults.portalDown(false);
    await portal.getByRole('button', { name: 'Save' }).click();
    await expect(portal.getByText(/^Saved\./)).toBeVisible();

    const rights = page.getByRole('region', { name: 'Rights of the API member' });
    await expect(rights).toContainText(
      'Finance › Agreements: Edit is missing; it is needed for quantities of additions.',
    );
    await expect(rights.getByRole('button', { name: 'Copy Finance › Agreements' })).toBeVisible();
    restoreRight(simulator.connectWise, EDIT_AGREEMENTS);
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(rights).toHaveCount(0);
  },
);
