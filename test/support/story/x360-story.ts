import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import type { Browser } from '../browser/browser.ts';
import type { OptionsPage } from '../page-objects/options-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { connectForReview, X360_KEYS } from './connected-browser.ts';
import { lookAtTicket } from './in-connectwise.ts';
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
import { NOT_WELL, verifyX360Facts, verifyX360Ticket } from './x360-facts.ts';
import { addX360Lines, X360_LINES } from './x360-products.ts';

const DEVICE = 356;
const ERROR = 'The backup vault refused the connection (10061)';
/** What Eddie's TV Repair does not buy from Axcient, and what its services of one's own bill instead. */
const NOT_BILLED = [
  'Online Backup Storage',
  'Online Backup # Computers',
  'Local Backup Storage',
  'Local Backup Licenses',
  'Other Licenses',
  'Email Filtering',
];

/** The simulator as this story begins: everything right in ConnectWise, and three lines whose quantities are some weeks old. */
export const X360_WORLD = { variant: 'clean' } as const;

/**
 * From x360Recover to the invoice: a client is linked to a company by its name, its devices' health is shown, services of one's own
 * are mapped to products, their quantities are previewed with where they come from and applied; then a device fails, which opens a
 * ticket with the portal's error, and recovers, which closes it.
 */
export async function playX360Story({ simulator, browser, output, say = () => {} }: StoryOptions): Promise<Summary> {
  const summary = emptySummary();
  addX360Lines(simulator.connectWise);
  const written = writesOf(simulator, summary);
  const shoot = photographer(output, summary);

  say('Connecting ConnectWise and x360Recover in the options page');
  const { options, said } = await connectForReview(browser, X360_KEYS);
  summary.read.push(...said);
  await options.show('Connections');
  await shoot(options.page, 'x360-connections');
  await options.chooseBoard('Professional Services');

  say("Linking client Eddie's TV Repair to the company of its name");
  await linkEddie(options);
  await shoot(options.page, 'x360-links');

  say('Mapping services of one’s own to products');
  await mapServices(options, shoot);
  written('connecting, in Review mode');

  say("Opening Eddie's TV Repair in ConnectWise");
  const page = await browser.context.newPage();
  await page.goto(address(companyUrl(SEED.companies.eddiesTvRepair)));
  const panel = new Panel(page);
  await panel.open();
  summary.read.push(...(await panel.health()));
  summary.findings = await panel.findings();
  await shoot(page, 'x360-company-panel');

  say('Sync now, with a look at the plan and at where each quantity comes from');
  await panel.previewSync();
  summary.planned.push(...(await panel.planned()));
  summary.read.push(...(await lookAtOrigins(page, panel, shoot)));
  summary.read.push(await panel.apply());
  await panel.untilGone('ADD-DRIFT');
  await shoot(page, 'x360-sync-result');
  written('Sync now');
  await lookAtUsage(page, panel, shoot);

  say('Turning automatic sync on');
  await options.page.bringToFront();
  await options.turnOnAutomatic({ syncNow: false });
  await page.bringToFront();
  // Events are what changed since a look at the fleet, so there has to be one.
  await untilTrue(async () => [
    { ok: simulator.traffic.exchanges.some(({ url }) => /x360recover\/device\?/.test(url)) },
  ]);

  say('A backup of ETV-Primary fails; waiting for the poll to sync it and to open a ticket');
  simulator.backups.runBackup(DEVICE, { result: 'failed', message: `${ERROR}.` });
  summary.verified = await untilTrue(async () => [
    ...(await verifyX360Facts(simulator.port, simulator.portal)),
    ...(await verifyX360Ticket(simulator.port, 'New (not responded)', ERROR)),
  ]);
  written('poll');
  summary.read.push(await lookAtTicket(browser, simulator, shoot, NOT_WELL));

  say('The next backup succeeds; waiting for the ticket to be closed');
  simulator.backups.runBackup(DEVICE, { result: 'ok' });
  summary.verified.push(...(await untilTrue(() => verifyX360Ticket(simulator.port, '>Closed', ERROR))));
  written('recovery');

  await lookAtJournal(browser, options.page, shoot);
  return summary;
}

/** Its ids are another number space: a user confirms which company is the client's. */
export async function linkEddie(options: OptionsPage): Promise<void> {
  await options.show('Companies');
  await options.page.getByRole('button', { name: "Confirm Eddie's TV Repair", exact: true }).click();
  await options.page.getByRole('button', { name: "Unlink Eddie's TV Repair", exact: true }).waitFor();
}

/** Switches the guides' services off, adds the three of one's own with their products, and has descriptions written. */
export async function mapServices(options: OptionsPage, shoot: Photographer = async () => {}): Promise<void> {
  const { page } = options;
  await options.show('Services & products');
  for (const name of NOT_BILLED) await page.getByRole('switch', { name, exact: true }).uncheck();
  await page.getByRole('switch', { name: /^Update invoice descriptions/ }).check();
  for (const { measure, product } of X360_LINES) await options.addService(measure, product.identifier);
  await shoot(page, 'x360-services');
  const form = page.getByRole('form', { name: 'Services and products' });
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('Saved.', { exact: true }).waitFor();
}

/** Opens each quantity's origin in the preview; answers what they say. */
async function lookAtOrigins(page: Page, panel: Panel, shoot: Photographer): Promise<string[]> {
  const origins = await panel.origins();
  await shoot(page, 'x360-preview-origin');
  return origins;
}

async function lookAtUsage(page: Page, panel: Panel, shoot: Photographer): Promise<void> {
  const usage = panel.root.locator('details.usage');
  await panel.look();
  await usage.locator(':scope > summary').click();
  const storage = usage.locator('details.usage-service', { hasText: 'Cloud storage' });
  await storage.locator(':scope > summary').click();
  await storage.getByText('ETV-Primary').scrollIntoViewIfNeeded();
  await shoot(page, 'x360-usage');
}

/** The run in the journal, with the origin of its quantities, and the log of events. */
async function lookAtJournal(browser: Browser, options: Page, shoot: Photographer): Promise<void> {
  await browser.context.pages()[0]?.bringToFront();
  for (const section of ['journal', 'event-log', 'companies']) {
    await options.goto(`${options.url().split('#')[0]}#${section}`);
    await options.getByRole('heading', { level: 1 }).waitFor();
    if (section === 'journal') await options.locator('details.bb-run').last().locator(':scope > summary').click();
    if (section === 'event-log') await options.locator('.bb-log-row').first().waitFor();
    await shoot(options, `x360-${section}`);
  }
}
