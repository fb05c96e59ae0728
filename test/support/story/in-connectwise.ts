import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { agreementUrl, integrationUrl, ticketUrl } from '../../simulator/pages/address.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { Browser } from '../browser/browser.ts';
import { Panel } from '../page-objects/panel.ts';
import type { Photographer } from './summary.ts';
import { BACKUP_FAILED } from './ticket-facts.ts';

/** The agreement's additions with a mark at every row that has a finding; answers the list's own line. */
export async function lookAtAdditions(browser: Browser, shoot: Photographer): Promise<string> {
  const { eddiesTvRepair } = SEED.agreements;
  const page = await open(
    browser,
    agreementUrl(eddiesTvRepair, 'additions', { companyId: SEED.companies.eddiesTvRepair }),
  );
  const line = page.getByText(/additions? ha(?:ve|s) findings/);
  await line.waitFor();
  const said = await line.innerText();
  await shoot(page, 'additions-list');
  await page.close();
  return said;
}

/** The set-up table, where everything is as it should be but what the story's simulator was given wrong. */
export async function lookAtIntegration(browser: Browser, simulator: Simulator, shoot: Photographer): Promise<string> {
  const { managedDevicesIntegrations } = simulator.connectWise.tables;
  const id = SEED.managedDevicesIntegration;
  const stored = managedDevicesIntegrations.get(id)?.matchOnSerialNumberFlag;
  managedDevicesIntegrations.update(id, { matchOnSerialNumberFlag: false }, { identifier: 'Admin1' });
  const page = await open(browser, integrationUrl({ record: id }));
  const mark = page.getByRole('region', { name: /^Backup Bridge on Match on Serial Number/ });
  await mark.waitFor();
  const said = oneLine(await mark.innerText());
  await shoot(page, 'setup-table');
  await page.close();
  managedDevicesIntegrations.update(id, { matchOnSerialNumberFlag: stored }, { identifier: 'Admin1' });
  return said;
}

/** The open ticket of the failing backup, with its card. */
export async function lookAtTicket(
  browser: Browser,
  simulator: Simulator,
  shoot: Photographer,
  xref: string = BACKUP_FAILED,
): Promise<string> {
  const [ticket] = simulator.connectWise.tables.tickets.where('externalXRef', xref);
  if (!ticket) throw new Error('The failing backup has no ticket.');
  const page = await open(browser, ticketUrl(ticket.id));
  const panel = new Panel(page);
  await panel.open();
  const said = await panel.root.innerText();
  await shoot(page, 'ticket');
  await page.close();
  return oneLine(said);
}

async function open(browser: Browser, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(new URL(path, `https://${HOSTS.web}`).href);
  return page;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
