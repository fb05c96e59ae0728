import type { Page } from '@playwright/test';
import { SEED, SEED_CUSTOMERS } from '../simulator/connectwise/seed/ids.ts';
import { additionUrl, agreementUrl, companyUrl, hashOf } from '../simulator/pages/address.ts';
import type { Place } from '../simulator/pages/client/places.js';
import { oneOfEvery } from '../support/depth.ts';
import { Panel } from '../support/page-objects/panel.ts';
import { panelFrame } from '../support/page-objects/panel-says.ts';
import { fieldsOf, writesSince } from './support/facts.ts';
import { address, EXHAUSTIVE, expect, openCompany, pollPortalNow, test } from './support/fixture.ts';
import { expectExtensionIn } from './support/own-pages.ts';

const { companies, agreements } = SEED;

test.describe('where everything is right', () => {
  test.use({ simulatorOptions: { variant: 'clean' } });

  test(
    'the panel shows no finding at any customer, and a second sync writes nothing',
    EXHAUSTIVE,
    async ({ simulator, chromium, options }) => {
      await options.page.close();
      for (const { companyId, customerId } of SEED_CUSTOMERS) {
        const { page, panel } = await openCompany(chromium, companyId);
        await panel.open();
        await expect(panel.root.getByText(`EFS-${customerId}`, { exact: true })).toBeVisible();
        // A service that is switched off by default is named as not checked; that is a note, no fault.
        const faults = (await panel.findings()).filter(({ code }) => code !== 'ADD-UNCHECKED');
        expect(faults, `customer ${customerId}`).toEqual([]);
        await page.close();
      }
      const { panel } = await openCompany(chromium, companies.eddiesTvRepair);
      await panel.open();
      await panel.syncNow();
      expect(writesSince(simulator).flatMap(fieldsOf)).not.toContain('quantity');

      const before = simulator.traffic.exchanges.length;
      await panel.root.getByRole('button', { name: 'Close' }).click();
      expect(await panel.syncNow()).toContain('0 changes written');
      expect(writesSince(simulator, before)).toEqual([]);
    },
  );
});

test('a company without a managed-id entry is shown as such and offers no sync', async ({ shared }) => {
  const { panel } = await openCompany(shared.browser, companies.northside);
  await panel.open();
  await expect(panel.root.getByText('No EFS id yet')).toBeVisible();
  await expect(panel.root.getByRole('button', { name: 'Sync now' })).toBeDisabled();
  await expect(panel.root.getByRole('button', { name: 'Preview…' })).toBeDisabled();
});

test('before anything is connected, the panel is absent or shows how to connect', async ({ chromium }) => {
  const { page, panel } = await openCompany(chromium, companies.eddiesTvRepair);
  await page.getByText("Eddie's TV Repair").first().waitFor();
  await expectExtensionIn(page);
  // Give the content script the time in which it shows the panel elsewhere.
  await page.waitForTimeout(2500);
  expect(await panel.findings()).toEqual([]);
  await expect(panel.root.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
});

test('screens that are no company show no panel', async ({ shared }) => {
  const { page, panel } = await openCompany(shared.browser, companies.eddiesTvRepair);
  await panel.root.waitFor();
  const elsewhere: Place[] = [
    { screen: 'search' },
    { screen: 'setup' },
    { screen: 'integration', table: 'Managed Devices Integration', tab: 'companies', record: 1 },
  ];
  for (const place of elsewhere) {
    await goTo(page, hashOf(place));
    await expect(panel.root, place.screen).toHaveCount(0);
    await goTo(
      page,
      hashOf({ screen: 'company', company: companies.joeTvRepair, tab: 'company', companyTab: 'company' }),
    );
    await panel.root.waitFor();
  }
});

for (const suffixes of oneOfEvery(2, ['guess', 'absent'] as const)) {
  test.describe(`with ${suffixes === 'guess' ? 'guessed' : 'no'} suffixes in the address`, () => {
    test('the panel follows from company to company and never shows the previous one', async ({
      shared: { simulator, browser },
    }) => {
      Object.assign(simulator.webClient, { suffixes, fieldClasses: suffixes });
      const page = await browser.context.newPage();
      await page.addInitScript(keepWhatIsSaid);
      await page.goto(address(companyUrl(companies.eddiesTvRepair, 'management', { suffixes })));
      const panel = new Panel(page);
      await panel.open();
      await expect(panel.root.getByText('EFS-342', { exact: true })).toBeVisible();

      // From now on, whatever the panel shows under the other company's name is kept.
      await page.evaluate(() => {
        const seen = new Set<Element>();
        Object.assign(globalThis, { seen });
        const look = () => {
          const layer = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
          const frame = layer?.querySelector('iframe.panel-page');
          const banner = document.body.innerText;
          if (banner.includes('Joe TV Repair') && !banner.includes("Eddie's TV Repair") && frame?.checkVisibility())
            seen.add(frame);
          requestAnimationFrame(look);
        };
        look();
      });
      await goTo(
        page,
        hashOf(
          { screen: 'company', company: companies.joeTvRepair, tab: 'management', companyTab: 'management' },
          suffixes,
        ),
      );
      await panel.open();
      await expect(panel.root.getByText('EFS-355', { exact: true })).toBeVisible();
      // One frame alone was visible beside Joe's banner: the one that is there now, which was loaded for Joe.
      const beside = await page.evaluate(() => {
        const { seen } = globalThis as unknown as { seen: Set<Element> };
        return { frames: seen.size, isThere: [...seen].every(({ isConnected }) => isConnected) };
      });
      expect(beside).toEqual({ frames: 1, isThere: true });
      const said = await panelFrame(page)?.evaluate(() => (globalThis as unknown as { said: string[] }).said);
      expect(said?.join()).toContain('EFS-355');
      expect(said?.filter((text) => /EFS-342|ETV-Primary|Eddie/.test(text))).toEqual([]);
    });
  });
}

test('undo from the panel restores the previous quantities', async ({ simulator, chromium, options }) => {
  await options.page.close();
  const before = quantities();
  const { panel } = await openCompany(chromium, companies.eddiesTvRepair);
  await panel.open();
  await panel.syncNow();
  expect(quantities()).not.toEqual(before);
  await panel.press(panel.root.getByRole('button', { name: 'Undo…' }), panel.root.locator('.preview'));
  expect((await panel.planned()).length).toBeGreaterThan(0);
  await panel.apply();
  expect(quantities()).toEqual(before);

  function quantities() {
    return simulator.connectWise.tables.additions
      .where('agreementId', agreements.eddiesTvRepair)
      .map(({ id, quantity, serialNumber }) => ({ id, quantity, serialNumber }));
  }
});

test(
  'a line that a user changed after the preview is skipped and named; the others are written',
  EXHAUSTIVE,
  async ({ simulator, chromium, options }) => {
    await options.page.close();
    const { additions } = simulator.connectWise.tables;
    const { panel } = await openCompany(chromium, companies.eddiesTvRepair);
    await panel.open();
    await panel.previewSync();
    const line = additions
      .where('agreementId', agreements.eddiesTvRepair)
      .find(({ quantity, serialNumber }) => quantity === 850 && serialNumber === 'EFS-342');
    if (!line) throw new Error('The seed has no local storage of 850 GB.');
    additions.update(line.id, { quantity: 77 }, { identifier: 'JSmith' });

    const said = await panel.apply();
    expect(additions.get(line.id)?.quantity).toBe(77);
    expect(said).toMatch(/1 conflict/);
    expect(said).toContain('JSmith');
    const others = additions.where('agreementId', agreements.eddiesTvRepair).map(({ quantity }) => quantity);
    expect(others).toEqual(expect.arrayContaining([246.31, 640.5, 3]));
  },
);

test.describe('for a member with read-only access', () => {
  test.use({ simulatorOptions: { webClient: { readOnly: true } } });

  test(
    'the panel still reads and syncs with the rights of its own API member',
    EXHAUSTIVE,
    async ({ simulator, chromium, options }) => {
      await options.page.close();
      const { panel } = await openCompany(chromium, companies.eddiesTvRepair, 'management');
      await panel.open();
      expect(await panel.hasFinding('MID-ORDER')).toBe(true);
      await panel.previewFix('MID-ORDER');
      await panel.apply();
      await panel.untilGone('MID-ORDER');
      expect(writesSince(simulator).length).toBeGreaterThan(0);
    },
  );
});

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

test('a panel that is open is refreshed by what the worker learns, without a click', async ({
  simulator,
  chromium,
  options,
}) => {
  await options.page.close();
  const { page, panel } = await openCompany(chromium, companies.eddiesTvRepair);
  await panel.open();
  await panel.root.locator('.findings').first().waitFor();
  await expect(panel.root.getByText(/^Last sync/)).toHaveCount(0);
  // ETV-Primary (docs/reference/setup-guides.md#figure-14).
  simulator.backups.runBackup(356, { result: 'failed' });
  await pollPortalNow(chromium);
  await page.bringToFront();
  // The failed backup, and the sync that it caused.
  await expect(panel.root.locator('.accounts > li', { hasText: 'ETV-Primary' })).toContainText('Error');
  await expect(panel.root.getByText(/^Last sync/)).toBeVisible();
});

test('each account’s name is beside its icon, and a heading’s parts keep apart, however long a reason is', async ({
  shared,
}) => {
  const { panel } = await openCompany(shared.browser, companies.eddiesTvRepair);
  await panel.open();
  const rows = panel.root.locator('.accounts > li');
  await rows.first().waitFor();
  for (const row of await rows.all()) {
    const [icon, name] = [
      await row.locator('.bb-icon').first().boundingBox(),
      await row.locator('.account-name').boundingBox(),
    ];
    if (!icon || !name) throw new Error('The row is not drawn.');
    expect(name.x).toBeGreaterThan(icon.x + icon.width);
    expect(name.y).toBeLessThan(icon.y + icon.height);
  }
  await expect(panel.root.locator('.customer h3').first()).toHaveCSS('display', 'flex');
});

test('on other screens the panel is a tab with the number of findings; pinned, it stays open', async ({ shared }) => {
  const { simulator, browser } = shared;
  const [line] = simulator.connectWise.tables.additions.where('agreementId', agreements.eddiesTvRepair);
  simulator.connectWise.tables.additions.update(line?.id ?? 0, { serialNumber: 'efs 342' }, { identifier: 'Admin1' });
  const page = await browser.context.newPage();
  await page.goto(address(agreementUrl(agreements.eddiesTvRepair, 'additions')));
  const panel = new Panel(page);
  await expect(panel.dock.locator('.tab .badge')).toHaveText(/^[1-9]/);
  await expect(panel.root).toHaveCount(0);
  await panel.pin();
  await page.goto(address(additionUrl(agreements.eddiesTvRepair, line?.id ?? 0)));
  await panel.root.locator('.findings').first().waitFor();
  // Closed by the user, it is unpinned too.
  await panel.root.getByRole('button', { name: 'Collapse Backup Bridge' }).click();
  await panel.dock.locator('.tab').waitFor();
  await page.goto(address(agreementUrl(agreements.eddiesTvRepair, 'additions')));
  await panel.dock.locator('.tab .badge').waitFor();
  // The frame is kept for the next opening; the user does not see it.
  await expect(panel.dock.locator('.panel-body')).toBeHidden();
});

/** Runs in each frame: everything that the panel page ever said. */
function keepWhatIsSaid(): void {
  if (!location.protocol.endsWith('-extension:')) return;
  const said: string[] = [];
  Object.assign(globalThis, { said });
  new MutationObserver(() => {
    const text = document.body?.textContent ?? '';
    if (text !== said.at(-1)) said.push(text);
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
