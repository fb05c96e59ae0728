import type { Locator, Page } from '@playwright/test';
import { ALL_PARTS } from '../../lib/domain/consent.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, addressOf } from '../simulator/pages/address.ts';
import { ask } from '../support/browser/ask-worker.ts';
import type { Browser } from '../support/browser/browser.ts';
import { FormPage } from '../support/page-objects/form-page.ts';
import { launchBeside } from '../support/story/connected-browser.ts';
import { SCHEMES, violations } from './support/axe.ts';
import { writesSince } from './support/facts.ts';
import { address, test as base, EXHAUSTIVE, expect, openCompany } from './support/fixture.ts';
import { silentFor } from './support/own-pages.ts';
import { CONNECTED, type Governed, govern, keysIn } from './support/policy.ts';

interface Fixtures {
  /** What is laid down before the browser starts. */
  policy: object;
  governed: Governed;
  /** Starts a browser with the copy of the extension that is under the policy. */
  launch: () => Promise<Browser>;
}

const test = base.extend<Fixtures>({
  policy: [{}, { option: true }],
  governed: async ({ policy }, use) => {
    const governed = govern(policy);
    test.skip(typeof governed === 'string', String(governed));
    if (typeof governed === 'string') return;
    await use(governed);
    governed.remove();
  },
  launch: async ({ simulator, governed, headless }, use) => {
    const browsers: Browser[] = [];
    await use(async () => {
      const browser = await launchBeside(simulator, { headless, extension: governed.extension });
      browsers.push(browser);
      expect(browser.extensionId).toBe(governed.extensionId);
      return browser;
    });
    for (const browser of browsers) await browser.close();
  },
});

const RENAMED = 'Geräte-ID';
const BY_ADMINISTRATOR = 'Set by your administrator';

test.describe('names of fields and features', () => {
  test.use({ policy: { featuresOff: ['addition-check'], selectors: { managedId: { labels: [RENAMED] } } } });

  test(
    'an administrator’s policy is locked in the options and in force in the page',
    EXHAUSTIVE,
    async ({ simulator, governed, launch }) => {
      simulator.webClient.labels = { 'Managed ID': RENAMED };
      const browser = await launch();
      const options = await browser.openOwn('options.html#in-page');
      const features = options.getByRole('list', { name: 'Features' });
      await expect(features.getByRole('listitem').filter({ hasText: 'Off by policy' })).toHaveText(
        /^Agreement addition while typing/,
      );
      await expect(features.getByRole('switch', { name: 'Agreement addition while typing' })).toHaveCount(0);
      await expect(features.getByRole('switch', { name: 'Managed ID while typing' })).toBeChecked();
      await options.goto(`${options.url().split('#')[0]}#diagnostics`);
      const names = options.getByRole('list', { name: 'Fields with names of their own' });
      await expect(names).toContainText(`“${RENAMED}” policy`);
      await expect(names.getByRole('button')).toHaveCount(0);

      const page = await browser.context.newPage();
      const mark = await typeNearMiss(page, 'Managed ID', RENAMED);
      await expect(mark).toContainText('efs 342');
      await typeNearMiss(page, 'SerialNumber');
      await silentFor(page);
      await browser.close();

      governed.lift();
      // Without the policy it is the other way round, so each of the two was its doing.
      const free = await launch();
      const form = await free.context.newPage();
      const marked = await typeNearMiss(form, 'SerialNumber');
      await expect(marked).toContainText('efs 342');
      await typeNearMiss(form, 'Managed ID', RENAMED);
      await silentFor(form);
    },
  );
});

test.describe('a connection with its keys', () => {
  const settings = { prefix: 'EFS', storageUnit: 'GiB', silentDays: 7, tickets: { summaryPrefix: 'MSP' } };
  test.use({ policy: { ...CONNECTED, ...settings, role: 'syncer', automatic: ALL_PARTS } });

  test(
    'works without typing, is locked at its fields, and its keys are in no page',
    EXHAUSTIVE,
    async ({ launch, simulator }) => {
      const browser = await launch();
      const options = await browser.openOwn('options.html#connections');
      const connectWise = options.getByRole('form', { name: 'ConnectWise' });
      const portal = options.getByRole('form', { name: 'Backup portal' });
      await expect(connectWise).toContainText('Connected to na.myconnectwise.net');
      await expect(portal).toContainText('Connected to');
      for (const field of ['Site', 'Company ID', 'Public key', 'Private key', 'Client ID'])
        await expectLocked(connectWise.getByLabel(`${field} ${BY_ADMINISTRATOR}`));
      for (const field of ['Portal', 'Address', 'Access token'])
        await expectLocked(portal.getByLabel(`${field} ${BY_ADMINISTRATOR}`));
      await expectLocked(options.getByLabel(`Role ${BY_ADMINISTRATOR}`));
      await expectFine(options, 'connections');

      const locked = { services: 'Storage unit', tickets: 'Ticket subject prefix' };
      for (const [section, label] of Object.entries(locked)) {
        await options.goto(`${options.url().split('#')[0]}#${section}`);
        await expectLocked(options.getByLabel(`${label} ${BY_ADMINISTRATOR}`));
        await expectFine(options, section);
      }
      // What the policy does not name is the user's.
      await expect(options.getByRole('switch', { name: 'E-mail the customer’s contact', exact: true })).toBeEnabled();
      for (const section of ['setup', 'diagnostics', 'security', 'journal', 'event-log']) {
        await options.goto(`${options.url().split('#')[0]}#${section}`);
        await options.getByRole('heading', { level: 1 }).waitFor();
        expect(await keysIn(options), section).toEqual([]);
      }

      const { page, panel } = await openCompany(browser, SEED.companies.eddiesTvRepair, 'management');
      await panel.open();
      expect(await panel.hasFinding('ADD-SERIAL-FORMAT')).toBe(true);
      expect(await keysIn(page)).toEqual([]);
      await panel.syncNow();
      expect(writesSince(simulator).length).toBeGreaterThan(0);
    },
  );
});

test.describe('the role of a viewer', () => {
  const viewer = { ...CONNECTED, role: 'viewer', automatic: ALL_PARTS };
  test.use({ policy: viewer });

  test('nothing is written, and another policy reaches pages that are open', async ({
    launch,
    governed,
    simulator,
  }) => {
    const browser = await launch();
    const options = await browser.openOwn('options.html#connections');
    const role = options.getByLabel('Role');
    await expect(options.getByRole('form', { name: 'Backup portal' })).toContainText('Connected to');
    await expectLocked(role);
    await expect(role).toHaveValue('viewer');
    const companyId = SEED.companies.eddiesTvRepair;
    const { page, panel } = await openCompany(browser, companyId);
    await panel.open();
    const syncNow = panel.root.getByRole('button', { name: /^(Sync now|Preview)/ });
    await expect(panel.root.getByText('This browser only views')).toBeVisible();
    await expect(panel.root.locator('.findings > li').first()).toBeVisible();
    await expect(syncNow).toHaveCount(0);
    await expect(panel.root.getByRole('button', { name: /^Fix/ })).toHaveCount(0);
    const plan = await ask<{ id: string }>(options, 'company.plan', { companyId });
    const refused: [string, object][] = [
      ['company.sync', { companyId }],
      ['bulk-sync.start', {}],
      ['plan.apply', { planId: plan.id, confirmed: [] }],
    ];
    for (const [name, input] of refused)
      await expect(ask(options, name, input), name).rejects.toThrow('This browser only reads');
    const edit = { before: { managementSolution: '' }, settings: { managementSolution: 'Other' } };
    await expect(ask(options, 'settings.save', edit)).rejects.toThrow('your administrator’s policy fixes');
    expect(writesSince(simulator)).toEqual([]);

    governed.change({ ...viewer, role: 'syncer', storageUnit: 'GiB' });
    await expect(role).toHaveValue('syncer');
    await expect(syncNow.first()).toBeVisible();
    await options.goto(`${options.url().split('#')[0]}#services`);
    await expectLocked(options.getByLabel(`Storage unit ${BY_ADMINISTRATOR}`));
    // Lifted in part: the control is the user's again, the connection stays.
    governed.change({ role: 'viewer' });
    await expect(options.getByLabel('Storage unit', { exact: true })).toBeEnabled();
    await expect(syncNow).toHaveCount(0);
    await expect(panel.root.locator('.findings > li').first()).toBeVisible();
    expect(await keysIn(page)).toEqual([]);
  });
});

async function expectLocked(control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  await expect(control).not.toBeEditable();
}

/** No accessibility violation, light and dark, and no key. */
async function expectFine(page: Page, what: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), `${what}, ${colorScheme}`).toEqual([]);
  }
  expect(await keysIn(page), what).toEqual([]);
}

/** Opens the form with this field in a blank tab and types; answers our mark at it, which may not be there. */
async function typeNearMiss(page: Page, name: 'Managed ID' | 'SerialNumber', label: string = name): Promise<Locator> {
  const entry = {
    screen: 'company',
    company: SEED.companies.eddiesTvRepair,
    tab: 'management',
    companyTab: 'management',
    entry: 1,
  } as const;
  await page.goto('about:blank');
  await page.goto(address(name === 'SerialNumber' ? additionUrl(SEED.agreements.eddiesTvRepair, 1) : addressOf(entry)));
  const form = new FormPage(page);
  await expect(form.field(label)).toHaveValue(/\S/);
  await form.type(label, 'efs 342');
  return form.mark(name);
}
