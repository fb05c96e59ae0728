import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { additionUrl, companyUrl } from '../../simulator/pages/address.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { Browser } from '../browser/browser.ts';
import { FormPage } from '../page-objects/form-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { connectForReview } from './connected-browser.ts';
import { verifyFacts } from './facts.ts';
import { lookAtAdditions, lookAtIntegration, lookAtTicket } from './in-connectwise.ts';
import {
  address,
  emptySummary,
  type Photographer,
  photographer,
  type StoryOptions,
  type Summary,
  untilTrue,
  writesOf,
} from './summary.ts';
import { verifyTicket } from './ticket-facts.ts';

const { companies, agreements } = SEED;

/**
 * The main job on real input: company 342 has swapped managed-id entries, a malformed serial number and stale quantities. A
 * technician sees it, fixes it, syncs with a preview, and turns automatic sync on; then a backup fails and the worker syncs by itself and opens a ticket, which it closes
 * when the next backup succeeds.
 */
export async function playStory({
  simulator,
  browser,
  output,
  say = () => {},
  interlude,
}: StoryOptions): Promise<Summary> {
  const summary = emptySummary();
  const written = writesOf(simulator, summary);
  const shoot = photographer(output, summary);

  say('Connecting ConnectWise and the portal in the options page');
  const { options, said } = await connectForReview(browser);
  summary.read.push(...said);
  await options.show('Connections');
  await shoot(options.page, 'options-connections');
  await options.show('Services & products');
  await shoot(options.page, 'options-services');
  await options.chooseBoard('Professional Services');
  await shoot(options.page, 'options-tickets');

  written('connecting, in Review mode');

  say("Opening Eddie's TV Repair (customer 342) in ConnectWise");
  const page = await browser.context.newPage();
  await page.goto(address(companyUrl(companies.eddiesTvRepair, 'management')));
  const panel = new Panel(page);
  await panel.open();
  summary.read.push(...(await panel.health()));
  summary.findings = await panel.findings();
  await shoot(page, 'company-panel');
  summary.read.push(await lookAtAdditions(browser, shoot), await lookAtIntegration(browser, simulator, shoot));

  say('Correcting the order of the managed-id entries');
  await panel.previewFix('MID-ORDER');
  summary.planned.push(...(await panel.planned()));
  await shoot(page, 'fix-preview');
  await panel.apply();
  await panel.untilGone('MID-ORDER');
  written('fix MID-ORDER');

  say('Correcting the malformed serial number while it is on the screen');
  await correctSerial(browser, simulator, shoot);
  await page.bringToFront();
  await panel.root.getByRole('button', { name: 'Refresh' }).click();
  await panel.untilGone('ADD-SERIAL-FORMAT');

  say('Sync now, with a look at the plan first');
  await panel.previewSync();
  summary.planned.push(...(await panel.planned()));
  await shoot(page, 'sync-preview');
  summary.read.push(await panel.apply());
  await panel.untilGone('ADD-DRIFT');
  await shoot(page, 'sync-result');
  written('Sync now');

  say('Turning automatic sync on, having seen what the first sync would write');
  await options.page.bringToFront();
  await options.previewFirstSync();
  await shoot(options.page, 'options-consent');
  await options.page.getByRole('button', { name: 'Cancel' }).click();
  // Each customer at its next backup event: the one of this story is in sync already.
  await options.turnOnAutomatic({ syncNow: false });
  await page.bringToFront();

  await interlude?.(page, panel);

  say('A backup of ETV-Primary fails; waiting for the poll to push it and to open a ticket');
  simulator.backups.runBackup(356, { result: 'failed' });
  summary.verified = await untilTrue(async () => [
    ...(await verifyFacts(simulator.port, simulator.portal)),
    ...(await verifyTicket(simulator.port, 'New (not responded)')),
  ]);
  written('poll');
  summary.read.push(await lookAtTicket(browser, simulator, shoot));

  say('The next backup succeeds; waiting for the ticket to be closed');
  simulator.backups.runBackup(356, { result: 'ok' });
  summary.verified.push(...(await untilTrue(() => verifyTicket(simulator.port, '>Closed'))));
  written('recovery');

  await shootRest(browser, page, panel, options.page, shoot);
  return summary;
}

async function correctSerial(browser: Browser, simulator: Simulator, shoot: Photographer): Promise<void> {
  const malformed = simulator.connectWise.tables.additions
    .all()
    .find((row) => row.agreementId === agreements.eddiesTvRepair && row.serialNumber !== 'EFS-342');
  if (!malformed) throw new Error('The story begins with a malformed serial number; there is none.');
  const form = new FormPage(await browser.context.newPage());
  await form.page.goto(address(additionUrl(agreements.eddiesTvRepair, malformed.id)));
  await form.mark('SerialNumber').waitFor();
  await shoot(form.page, 'addition-form');
  await form.mark('SerialNumber').getByRole('button', { name: 'Use EFS-342' }).click();
  await form.mark('SerialNumber').waitFor({ state: 'hidden' });
  await form.save();
  await untilTrue(async () => [
    { ok: simulator.connectWise.tables.additions.get(malformed.id)?.serialNumber === 'EFS-342' },
  ]);
  await form.page.close();
}

/** The remaining pictures: popup, journal and event log, and the main screens in dark. */
async function shootRest(
  browser: Browser,
  page: Page,
  panel: Panel,
  options: Page,
  shoot: Photographer,
): Promise<void> {
  await panel.root.getByRole('button', { name: 'Refresh' }).click();
  await panel.root.locator('.panel-scroll[aria-busy="false"]').waitFor();
  await shoot(page, 'company-after');
  const popup = await browser.openOwn('popup.html');
  await popup.setViewportSize({ width: 392, height: 420 });
  // The popup asks for the active tab: bring the company's to the front, then let the popup ask again.
  await page.bringToFront();
  await popup.reload();
  await popup.getByRole('button', { name: 'Sync now' }).waitFor();
  await shoot(popup, 'popup');
  await options.goto(`${options.url().split('#')[0]}#journal`);
  await options.locator('details.bb-run').first().locator(':scope > summary').click();
  await shoot(options, 'options-journal');
  await options.goto(`${options.url().split('#')[0]}#event-log`);
  await options.locator('.bb-log-row').first().waitFor();
  await shoot(options, 'options-event-log');
  for (const section of ['rules', 'companies', 'in-page', 'diagnostics']) {
    await options.goto(`${options.url().split('#')[0]}#${section}`);
    await options.getByRole('heading', { level: 1 }).waitFor();
    await shoot(options, `options-${section}`);
  }
}
