import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { FaultEffect } from '../simulator/faults.ts';
import { oneOfEvery } from '../support/depth.ts';
import { playStory } from '../support/story/story.ts';
import { expectFacts, writesSince } from './support/facts.ts';
import { EXHAUSTIVE, expect, openSection, pollPortalNow, test } from './support/fixture.ts';

test(
  'the story with a portal outage in the middle: reported, nothing half-written, caught up afterwards',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    const summary = await playStory({
      simulator,
      browser: chromium,
      async interlude(page, panel) {
        simulator.faults.portalDown(true);
        // Backups continue while the portal cannot be read.
        simulator.backups.runBackup(359, { result: 'failed' });

        await page.bringToFront();
        const before = simulator.traffic.exchanges.length;
        await panel.root.getByRole('button', { name: 'Refresh' }).click();
        await expect(panel.root.getByRole('alert').first()).toContainText(/portal\.backup\.example/);
        await expect(panel.root.getByRole('alert').first()).toContainText(/[Cc]heck|[Tt]ry/);
        const health = (await panel.health()).join('\n');
        expect(health).toContain('ETV-Primary');
        await expect(panel.root.getByText(/^From the EFS portal, read .*(ago|just now)/)).toBeVisible();

        expect(await panel.syncNow()).toContain('Stopped by the failure above.');
        await expect(panel.root.getByText(/portal\.backup\.example/)).toHaveCount(1);
        expect(writesSince(simulator, before)).toEqual([]);

        const popup = await chromium.openOwn('popup.html');
        await popup.getByRole('button', { name: 'Check now' }).click();
        await expect(popup.getByText('Not working')).toBeVisible();
        await expect(popup.getByText(/portal\.backup\.example/).first()).toBeVisible();
        await popup.close();

        simulator.faults.portalDown(false);
      },
    });
    expect(summary.verified.filter(({ ok }) => !ok)).toEqual([]);
    const { events } = simulator.portal;
    const log = await openSection(chromium, 'event-log');
    for (const message of new Set(
      events.filter(({ type }) => type === 'backup-failed').map((event) => event.message),
    )) {
      const reported = events.filter((event) => event.message === message).length;
      // Of a long list, only the visible rows are in the page.
      await log.getByRole('textbox', { name: 'Search', exact: true }).fill(`"${message}"`);
      await expect(log.locator('.bb-log-row', { hasText: message })).toHaveCount(reported);
    }
  },
);

const IN_THE_MIDDLE: { name: string; create: FaultEffect; update: FaultEffect }[] = [
  {
    name: 'ConnectWise goes down (503)',
    create: { kind: 'status', status: 503 },
    update: { kind: 'status', status: 503 },
  },
  { name: 'a proxy answers with HTML', create: { kind: 'html' }, update: { kind: 'html' } },
  {
    // On a connection that was used before, Chromium sends a dropped POST again by itself: records are created twice.
    name: 'answers get lost after the write took place',
    create: { kind: 'dropped-after' },
    update: { kind: 'dropped-after' },
  },
];

for (const { name, create, update } of oneOfEvery(3, IN_THE_MIDDLE)) {
  test.describe('in the middle of a sync', () => {
    test.use({ simulatorOptions: { variant: 'clean' } });

    test(`${name}: the journal shows it, and it is corrected by itself`, async ({ simulator, chromium, options }) => {
      await options.page.close();
      await pollPortalNow(chromium);
      simulator.backups.grow(356, { onlineBytes: 10_000_000_000 });
      simulator.backups.runBackup(356, { result: 'failed' });
      // The first writes pass; then writing and reading back both fail until "fixed".
      simulator.faults.add({ site: 'rest', method: 'POST', after: 2, times: 'always', effect: create });
      simulator.faults.add({ site: 'rest', method: 'PATCH', times: 'always', effect: update });
      await pollPortalNow(chromium);

      const journal = await openSection(chromium, 'journal');
      await journal.locator('.bb-run summary').first().click();
      await expect(journal.locator('.bb-run').first()).toContainText(/failed|unclear|unknown|not written/i);
      await journal.close();

      simulator.faults.clear();
      await expectFacts(simulator);
      // Licenses of several customers have the same name.
      const identifiers = simulator.connectWise.tables.configurations
        .all()
        .filter(({ deviceIdentifier }) => String(deviceIdentifier).startsWith('EFS-'))
        .map((row) => JSON.stringify([row.deviceIdentifier, row.type]));
      expect(identifiers.toSorted()).toEqual([...new Set(identifiers)].toSorted());
      expect(simulator.connectWise.tables.additions.where('agreementId', SEED.agreements.eddiesTvRepair)).toHaveLength(
        6,
      );
    });
  });
}
