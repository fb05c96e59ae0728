import { SEED } from '../../simulator/connectwise/seed/ids.ts';
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
import type { SharedBrowser } from '../../support/shared/shared-browser.ts';
import { withTickets } from './rules/setup-tables.ts';

const BY = { identifier: 'Admin1' };
const { eddiesTvRepair: eddie, joeTvRepair: joe } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;
/** ETV-Primary of Eddie's, and what its ticket would be known by. */
const XREF = 'EFS-342:356:backup-failed';

/** Something to find on every screen of Eddie's TV Repair, and something else at Joe's, which must never be said there. */
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
  const ticket = simulator.people.createTicket(eddie, 'ETV-Primary: Backup failed');
  tables.tickets.update(ticket, { externalXRef: XREF }, { identifier: SEED.apiMember.identifier });
  await ask('settings.save', { settings: withTickets(await ask('settings.read', {})) });
  await forget();
}

export function theTicketOfMistakes({ connectWise }: Simulator): number {
  return connectWise.tables.tickets.where('externalXRef', XREF)[0]?.id ?? 0;
}

/** Address of every screen that has something to find. */
export const SCREENS: Record<string, (simulator: Simulator) => string> = {
  company: () => companyUrl(eddie),
  'Management tab': () => companyUrl(eddie, 'management'),
  'additions list': () => agreementUrl(AGREEMENT, 'additions'),
  'addition form': ({ connectWise }) =>
    additionUrl(AGREEMENT, connectWise.tables.additions.where('agreementId', AGREEMENT)[0]?.id ?? 0),
  'service ticket': (simulator) => ticketUrl(theTicketOfMistakes(simulator)),
  'integration details': () => integrationUrl({ record: SEED.managedDevicesIntegration }),
  'managed-id entry': ({ connectWise }) => {
    const entries = connectWise.tables.managementSummaryReports.where('company/id', eddie);
    return integrationUrl({ record: SEED.managedDevicesIntegration, company: eddie, entry: entries[1]?.id ?? 0 });
  },
  'management solution': () => solutionUrl(SEED.managementSolution),
  'board status': () => boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
};
