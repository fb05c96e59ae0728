import type { Page } from '@playwright/test';
import { ALL_PARTS } from '../../lib/domain/consent.ts';
import { HOUR } from '../../lib/shared/time.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { FaultRule } from '../simulator/faults.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { companyUrl } from '../simulator/pages/address.ts';
import { type Simulator, startSimulator } from '../simulator/server.ts';
import type { Exchange } from '../simulator/traffic.ts';
import { ask } from '../support/browser/ask-worker.ts';
import type { Browser } from '../support/browser/browser.ts';
import { oneOfEvery } from '../support/depth.ts';
import type { ConnectWiseKeys } from '../support/page-objects/options-page.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { CONNECTWISE_KEYS, connect, launchBeside, X360_KEYS } from '../support/story/connected-browser.ts';
import { writesSince } from './support/facts.ts';
import { test as base, EXHAUSTIVE, expect, openCompany, openSection, pollPortalNow } from './support/fixture.ts';
import { openBeside } from './support/own-pages.ts';
import { passTime } from './support/pass-time.ts';
import { OTHER_PRIVATE_KEY } from './support/secrets/markers.ts';

const { eddiesTvRepair, northside } = SEED.companies;
const ETV_PRIMARY = 356;
/** Joe TV Repair's server. */
const ETV_PRIM = 383;

const REST_DOWN: FaultRule = {
  site: 'connectwise',
  path: '/apis/3\\.0/',
  times: 'always',
  effect: { kind: 'status', status: 503 },
};

interface Case {
  name: string;
  first: string;
  /** A ConnectWise of its own, with companies of the same numbers and the same EFS ids. */
  second: string;
  /** Of the second, where they are others. */
  keys?: Pick<ConnectWiseKeys, 'companyId' | 'publicKey' | 'privateKey'>;
}

const CASES: Case[] = [
  {
    name: 'another ConnectWise',
    first: HOSTS.web,
    second: 'eu.myconnectwise.net',
    keys: { companyId: 'othermsp', publicKey: 'OtherPublicKey01', privateKey: OTHER_PRIVATE_KEY },
  },
  // A sandbox is a copy of production: its keys work in both.
  { name: 'production after a sandbox', first: HOSTS.sandbox, second: HOSTS.web },
];

/** A second simulator, and a browser to which its host leads; both portals are those of the first. */
const test = base.extend<{ over: Case; other: Simulator; both: Browser }>({
  over: [CASES[0] as Case, { option: true }],
  other: async ({ over }, use) => {
    const other = await startSimulator();
    const [key] = other.connectWise.apiKeys;
    if (over.keys && key) {
      other.connectWise.companyId = over.keys.companyId;
      Object.assign(key, { publicKey: over.keys.publicKey, privateKey: over.keys.privateKey });
    }
    await use(other);
    await other.stop();
  },
  both: async ({ simulator, other, over }, use) => {
    // The first rule that matches counts.
    const toOther = [over.second, `api-${over.second}`].map((host) => `MAP ${host} 127.0.0.1:${other.port}`);
    const hostResolverRules = [...toOther, simulator.hostResolverRules].join(', ');
    const browser = await launchBeside(simulator, { hostResolverRules });
    browser.context.setDefaultTimeout(75_000);
    await use(browser);
    await browser.close();
  },
});

for (const over of oneOfEvery(2, CASES)) {
  const { name, first, second, keys } = over;
  test.describe(name, () => {
    test.use({ over });

    test(`${name} is not written to before a user’s sync, whatever waited, was linked, or comes`, async ({
      simulator,
      other,
      both,
    }) => {
      simulator.portal.addCustomer({
        id: 777,
        name: 'Northside Bakery',
        brand: 'doc',
        active: true,
        updatedAt: Date.parse('2026-11-01T00:00:00Z'),
      });
      const firstKeys = { ...CONNECTWISE_KEYS, siteUrl: `https://${first}` };
      const { options } = await connect(both, undefined, firstKeys);
      await options.show('Connections');
      await expectNamed(both, options.page, first, SEED.companyId);

      // Linked, synced, and one customer's work waits.
      const bakery = await openAt(both, first, northside);
      await bakery.panel.look();
      await bakery.panel.root.getByRole('button', { name: 'Link… to Northside Bakery' }).click();
      await bakery.panel.root.locator('.preview').waitFor();
      await bakery.panel.apply();
      await expect(bakery.panel.root.getByText('EFS-777', { exact: true })).toBeVisible();
      await bakery.page.close();
      const eddie = await openAt(both, first, eddiesTvRepair);
      expect(await eddie.panel.syncNow()).toMatch(/\d+ changes? written/);
      await eddie.page.close();
      simulator.faults.add(REST_DOWN);
      simulator.backups.runBackup(ETV_PRIM, { result: 'failed' });
      await pollPortalNow(both);
      await expectOutcome(both, ETV_PRIM, /[Ww]aiting/);
      simulator.faults.clear();

      await options.typeConnectWise({ ...firstKeys, siteUrl: `https://${second}`, ...keys });
      expect(await options.click(options.connectWise, 'Save')).toContain('Saved.');
      await expectNamed(both, options.page, second, keys?.companyId ?? SEED.companyId);
      const sinceThen = restOf(simulator).length;
      await expectOutcome(both, ETV_PRIM, /Reported before this ConnectWise was connected\./);

      for (const account of [ETV_PRIMARY, ETV_PRIM]) simulator.backups.runBackup(account, { result: 'failed' });
      await pollPortalNow(both);
      await expectOutcome(both, ETV_PRIMARY, /Review mode: nothing was written/);
      // A day later: the throttle is open, and what waited would be due.
      await passTime(both, [simulator, other], 26 * HOUR);
      simulator.backups.runBackup(ETV_PRIMARY, { result: 'ok' });
      await pollPortalNow(both);
      // Its own record of that number, and no link that was made at the first.
      const stranger = await openAt(both, second, northside);
      await expect(stranger.panel.root.getByText('Not linked yet')).toBeVisible();
      await stranger.page.close();
      expect(writesSince(other)).toEqual([]);

      const there = await openAt(both, second, eddiesTvRepair);
      await there.panel.previewSync();
      expect(await there.panel.apply()).toMatch(/\d+ changes? written/);
      expect(writesSince(other).length).toBeGreaterThan(0);
      // The first one is asked nothing any more, and no key of it was refused here.
      expect(restOf(simulator).slice(sinceThen)).toEqual([]);
      expect(restOf(other).filter(({ status }) => status === 401)).toEqual([]);
    });
  });
}

base(
  'a second portal whose client has another company’s EFS id writes nothing before a user links it',
  EXHAUSTIVE,
  async ({ simulator, chromium, options }) => {
    const eddie = await openCompany(chromium, eddiesTvRepair);
    await eddie.panel.open();
    expect(await eddie.panel.syncNow()).toMatch(/\d+ changes? written/);
    await eddie.page.close();
    simulator.faults.add(REST_DOWN);
    simulator.backups.runBackup(ETV_PRIM, { result: 'failed' });
    await pollPortalNow(chromium);
    await expectOutcome(chromium, ETV_PRIM, /[Ww]aiting/);
    simulator.faults.clear();

    // Its client 342 is somebody else; in ConnectWise EFS-342 is Eddie's TV Repair.
    const client = simulator.portal.customers.get(342);
    Object.assign(client ?? {}, { name: 'Zenith Dental Clinic' });
    await options.show('Connections');
    await options.typePortal(X360_KEYS);
    expect(await options.click(options.portal, 'Save')).toContain('Saved.');
    const sinceThen = simulator.traffic.exchanges.length;
    await expectOutcome(chromium, ETV_PRIM, /Reported before this portal was connected\./);

    // With consent for what is connected now: only the missing link keeps anything from being written.
    await ask(options.page, 'consent.save', { parts: ALL_PARTS, syncNow: false });
    await pollPortalNow(chromium);
    await passTime(chromium, [simulator], 26 * HOUR);
    // x360Recover has no log: what is another since the last look is an event.
    simulator.backups.runBackup(ETV_PRIMARY, { result: 'failed' });
    simulator.backups.runBackup(ETV_PRIM, { result: 'ok' });
    await pollPortalNow(chromium);
    await expectOutcome(chromium, ETV_PRIM, /Confirm its company under Options › Companies/);
    await expectOutcome(chromium, ETV_PRIMARY, /Confirm its company under Options › Companies/);
    const stranger = await openCompany(chromium, eddiesTvRepair);
    await stranger.panel.open();
    await expect(stranger.panel.root.getByText('Not linked yet')).toBeVisible();
    expect(await stranger.panel.health()).toEqual([]);
    await stranger.page.close();
    expect(writesSince(simulator, sinceThen)).toEqual([]);

    await options.show('Companies');
    await expect(options.page.getByRole('button', { name: 'Confirm Zenith Dental Clinic', exact: true })).toHaveCount(
      0,
    );
    await options.page.getByRole('button', { name: 'Confirm Joe TV Repair', exact: true }).click();
    await expect(options.page.getByRole('button', { name: 'Unlink Joe TV Repair', exact: true })).toBeVisible();
    await pollPortalNow(chromium);
    await expect.poll(() => writesSince(simulator, sinceThen).length).toBeGreaterThan(0);
    // The poll had done all of it.
    expect(JSON.stringify(writesSince(simulator, sinceThen))).not.toMatch(/EFS-342|Zenith|Eddie/);
  },
);

/** Opens a company in the web client of that host. */
async function openAt(browser: Browser, host: string, companyId: number): Promise<{ page: Page; panel: Panel }> {
  const page = await browser.context.newPage();
  await page.goto(new URL(companyUrl(companyId, 'company'), `https://${host}`).href);
  const panel = new Panel(page);
  await panel.open();
  return { page, panel };
}

/** Options, popup and panel name the connected ConnectWise; a sandbox is marked in all three. */
async function expectNamed(browser: Browser, options: Page, host: string, companyId: string): Promise<void> {
  const words = `Connected to ${host}/${companyId}${host === HOSTS.sandbox ? ' (sandbox)' : ''}`;
  await expect(options.getByText(words, { exact: true })).toBeVisible();
  const { page, panel } = await openAt(browser, host, eddiesTvRepair);
  await expect(panel.root.getByText(words, { exact: true })).toBeVisible();
  const popup = await openBeside(browser, page, 'popup.html');
  await expect(popup.getByText(words, { exact: true })).toBeVisible();
  await popup.close();
  await page.close();
}

/** What the event log says of an account's newest event. */
async function expectOutcome(browser: Browser, accountId: number, says: RegExp): Promise<void> {
  const log = await openSection(browser, 'event-log');
  await expect(log.locator('.bb-log-row', { hasText: `${accountId} · ` }).first()).toContainText(says);
  await log.close();
}

/** Requests with a key to its REST. */
function restOf({ traffic }: Simulator): Exchange[] {
  const { exchanges } = traffic;
  return exchanges.filter(({ url, requestHeaders }) => url.includes('/apis/3.0/') && 'authorization' in requestHeaders);
}
