import type { Page } from '@playwright/test';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import {
  additionUrl,
  agreementUrl,
  boardStatusUrl,
  companyUrl,
  integrationUrl,
  solutionUrl,
  ticketUrl,
} from '../../simulator/pages/address.ts';
import type { Simulator } from '../../simulator/server.ts';
import { saveSettings } from '../../support/save-settings.ts';
import type { SharedBrowser } from '../../support/shared/shared-browser.ts';
import { address } from './fixture.ts';
import { withTickets } from './rules/setup-tables.ts';

const BY = { identifier: 'Admin1' };
const { eddiesTvRepair: eddie, joeTvRepair: joe, lakesideDental: lakeside } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
/** Open tickets of ETV-Primary, of ETV-Prim and of LSD-Server; all on another board than new ones go to. */
const TICKETS = [
  { company: eddie, summary: 'ETV-Primary: Backup failed', xref: 'EFS-342:356:backup-failed' },
  { company: joe, summary: 'ETV-Prim: Backup failed', xref: 'EFS-355:383:backup-failed' },
  { company: lakeside, summary: 'LSD-Server: Backup failed', xref: 'EFS-19652:20110:backup-failed' },
];
/** What our layer says of Eddie's TV Repair alone, of Joe TV Repair alone, and of Lakeside Dental alone. */
export const WORDS = [
  /Eddie's TV Repair|EFS-342|efs 342|ETV-(?!Prim\b)/,
  /Joe TV Repair|EFS-355|efs 355|ETV-Prim\b/,
  /Lakeside Dental|EFS-19652|efs 19652|LSD-/,
];

/** Something to find on every screen of Eddie's TV Repair, and something else at Joe's and Lakeside's, which must never be said there. */
export async function makeMistakes({ simulator, ask, forget }: SharedBrowser): Promise<void> {
  const { tables } = simulator.connectWise;
  const [first, second] = tables.managementSummaryReports.where('company/id', eddie);
  tables.managementSummaryReports.update(first?.id ?? 0, { deviceType: 'BackupStats' }, BY);
  const swapped = { deviceType: 'WorkstationsAndServers', groupIdentifier: 'efs 342' };
  tables.managementSummaryReports.update(second?.id ?? 0, swapped, BY);
  const [ofJoe] = tables.managementSummaryReports.where('company/id', joe);
  tables.managementSummaryReports.update(ofJoe?.id ?? 0, { groupIdentifier: 'efs 355' }, BY);
  const [line, , , other] = tables.additions.where('agreementId', AGREEMENT);
  tables.additions.update(line?.id ?? 0, { serialNumber: 'efs 342', lessIncluded: 1000 }, BY);
  tables.additions.update(other?.id ?? 0, { serialNumber: 'EFS-999' }, BY);
  const [joeLine] = tables.additions.where('agreementId', SEED.agreements.joeTvRepair);
  tables.additions.update(joeLine?.id ?? 0, { serialNumber: 'efs 355' }, BY);
  const integration = { loginBy: 'Member', matchOnSerialNumberFlag: false };
  tables.managedDevicesIntegrations.update(SEED.managedDevicesIntegration, integration, BY);
  tables.crossReferences.update(1, { vendorLevel: 'select' }, BY);
  tables.managementItSolutions.update(SEED.managementSolution, { managementSolutionName: 'efolder' }, BY);
  tables.boardStatuses.update(SEED.statuses.new, { closedStatus: true }, BY);
  for (const { company, summary, xref } of TICKETS) {
    const ticket = simulator.users.createTicket(company, summary);
    tables.tickets.update(ticket, { externalXRef: xref }, { identifier: SEED.apiMember.identifier });
    simulator.users.moveTicket(ticket, SEED.boards.helpDesk);
  }
  const [ofLakeside] = tables.managementSummaryReports.where('company/id', lakeside);
  tables.managementSummaryReports.update(ofLakeside?.id ?? 0, { groupIdentifier: 'efs 19652' }, BY);
  const [lakesideLine] = tables.additions.where('agreementId', SEED.agreements.lakesideDental);
  tables.additions.update(lakesideLine?.id ?? 0, { serialNumber: 'efs 19652' }, BY);
  await saveSettings(ask, withTickets(await ask('settings.read', {})));
  await forget();
}

/** Lets the worker read all that screens of Eddie's ask it, so that pages are answered at once from here on. */
export async function readBefore({ simulator, ask }: SharedBrowser): Promise<void> {
  const [ticketId = 0] = ticketsOfMistakes(simulator);
  const banner = `Service Ticket #${ticketId} - ${TICKETS[0]?.summary}`;
  await ask('company.view', { companyId: eddie, refresh: false });
  await ask('addition.context', { agreementId: AGREEMENT });
  await ask('managed-id.context', { companyId: eddie });
  await ask('setup.context', {});
  await ask('ticket.view', { site: HOSTS.web, ticketId, banner, refresh: false });
}

/** Eddie's ticket, Joe's, Lakeside's. */
export function ticketsOfMistakes({ connectWise }: Simulator): number[] {
  return TICKETS.map(({ xref }) => connectWise.tables.tickets.where('externalXRef', xref)[0]?.id ?? 0);
}

/** A tab at an address of the simulated web client. */
export async function openedPage({ browser }: SharedBrowser, path: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(address(path));
  return page;
}

/** Features that failed in any open tab of ConnectWise, and tabs in which the extension is not there. */
export async function failuresOf({ ask }: SharedBrowser): Promise<string[]> {
  const failed: string[] = [];
  for (const { tabId } of await ask<{ tabId: number }[]>('tabs.list', {})) {
    const report = await ask<{ features: { id: string; state: string; error?: string }[] } | null>('tab.check', {
      tabId,
    });
    if (!report) failed.push(`tab ${tabId}: the extension does not answer`);
    for (const { id, state, error } of report?.features ?? []) if (state === 'failed') failed.push(`${id}: ${error}`);
  }
  return failed;
}

/** Address of every screen that has something to find. */
export const SCREENS: Record<string, (simulator: Simulator) => string> = {
  company: () => companyUrl(eddie),
  'Management tab': () => companyUrl(eddie, 'management'),
  'additions list': () => agreementUrl(AGREEMENT, 'additions'),
  'addition form': ({ connectWise }) =>
    additionUrl(AGREEMENT, connectWise.tables.additions.where('agreementId', AGREEMENT)[0]?.id ?? 0),
  'service ticket': (simulator) => ticketUrl(ticketsOfMistakes(simulator)[0] ?? 0),
  'integration details': () => integrationUrl({ record: SEED.managedDevicesIntegration }),
  'managed-id entry': ({ connectWise }) => {
    const entries = connectWise.tables.managementSummaryReports.where('company/id', eddie);
    return integrationUrl({ record: SEED.managedDevicesIntegration, company: eddie, entry: entries[1]?.id ?? 0 });
  },
  'management solution': () => solutionUrl(SEED.managementSolution),
  'board status': () => boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
};
