import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import type { PortalAccount, PortalState } from '../../simulator/portal/state.ts';
import { PORTAL_PAGES } from '../../simulator/portal/x360-records.ts';
import { type Row, rows, same, seconds, type Verified } from './facts.ts';
import { readConnectWise } from './read-back.ts';

const GB = 1_000_000_000;
const CUSTOMER = 342;
const MAILBOX_LINE = 'Email Filtering # Mailboxes';

/** The ticket of ETV-Primary while x360Recover reports it as not well. */
export const NOT_WELL = 'EFS-342:356:service-status';

/**
 * Compares the simulated ConnectWise, read back over REST, with what x360Recover knows of client 342. Worked out by hand from the
 * portal's own state, with nothing of the product.
 */
export async function verifyX360Facts(port: number, portal: PortalState): Promise<Verified[]> {
  const company = SEED.companies.eddiesTvRepair;
  const entries = await rows(port, `/company/companies/${company}/managementSummaryReports?orderBy=id%20asc`);
  const additions = await rows(port, `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions?pageSize=1000`);
  const conditions = encodeURIComponent(`company/id=${company}`);
  const configurations = await rows(port, `/company/configurations?pageSize=1000&conditions=${conditions}`);
  const devices = portal.accountsOf(CUSTOMER).filter(({ kind }) => kind === 'server' || kind === 'desktop');
  // ETV-RepairShop is parked: x360Recover's own counters have it, everything else leaves it out.
  const active = devices.filter(({ status }) => status !== 'parked');
  const jobs = active.map(jobsOfMonth);
  const sum = (of: 'successes' | 'failed') => jobs.reduce((total, counts) => total + counts[of], 0);
  const [machines, statistics] = entries;
  return [
    same('servers', count(active, 'server'), machines?.totalServers),
    same('workstations', count(active, 'desktop'), machines?.totalWorkstations),
    same('successful backup jobs this month', sum('successes'), statistics?.successfulBackupJobs),
    same('failed backup jobs this month', sum('failed'), statistics?.failedBackupJobs),
    ...verifyLines(additions, devices, active),
    ...active.flatMap((device) => verifyConfiguration(device, configurations)),
  ];
}

function verifyLines(additions: Row[], devices: PortalAccount[], active: PortalAccount[]): Verified[] {
  const line = (identifier: string) =>
    additions.find(({ product }) => (product as { identifier?: string } | undefined)?.identifier === identifier);
  const [servers, workstations, storage] = ['x360-D2C-SRV', 'x360-D2C-WKS', 'x360-CLOUD-GB'].map(line);
  const gigabytes = (accounts: PortalAccount[]) =>
    Math.round((accounts.reduce((total, { onlineBytes = 0 }) => total + onlineBytes, 0) / GB) * 100) / 100;
  const listed = [...active]
    .sort((a, b) => (b.onlineBytes ?? 0) - (a.onlineBytes ?? 0))
    .map((device) => `${device.userName}: ${gigabytes([device]).toFixed(2)} GB`);
  const total = gigabytes(active);
  return [
    same('quantity of x360-D2C-SRV', count(devices, 'server'), servers?.quantity),
    same('quantity of x360-D2C-WKS', count(devices, 'desktop'), workstations?.quantity),
    same('quantity of x360-CLOUD-GB', total, storage?.quantity),
    same('less included of x360-CLOUD-GB', 100, storage?.lessIncluded),
    same(
      'invoice description of x360-CLOUD-GB',
      [`x360Recover cloud storage: ${total.toFixed(2)} GB`, ...listed].join('\n'),
      storage?.invoiceDescription,
    ),
    // x360Recover knows nothing of mailboxes: a blank is no zero.
    same(`quantity of ${MAILBOX_LINE}`, 14, line(MAILBOX_LINE)?.quantity),
  ];
}

function verifyConfiguration(device: PortalAccount, configurations: Row[]): Verified[] {
  const row = configurations.find(({ name }) => String(name).includes(device.userName));
  return [
    same(`failed backups of ${device.userName}`, jobsOfMonth(device).failed, row?.backupFailed),
    same(
      `last backup of ${device.userName}`,
      seconds(device.lastBackupAt),
      seconds(Date.parse(String(row?.lastBackupDate))),
    ),
  ];
}

/** One ticket for the device that is not well, with the portal's error and the way to the device's page in its first text. */
export async function verifyX360Ticket(port: number, status: string, error: string): Promise<Verified[]> {
  const conditions = encodeURIComponent(`externalXRef="${NOT_WELL}"`);
  const tickets = await rows(port, `/service/tickets?pageSize=100&conditions=${conditions}`);
  const names = tickets.map((ticket) => (ticket.status as { name?: string } | undefined)?.name);
  const [ticket] = tickets;
  const found = ticket
    ? await readConnectWise(port, `/service/tickets/${ticket.id}/notes?orderBy=id%20asc`)
    : undefined;
  const notes = Array.isArray(found?.body) ? (found.body as { text?: string }[]) : [];
  const first = notes[0]?.text ?? '';
  return [
    same('tickets of ETV-Primary', [status], names),
    same('the portal’s error is in the ticket', true, first.includes(error)),
    same('the device’s page is in the ticket', true, first.includes(`${PORTAL_PAGES}/device/356`)),
  ];
}

/** Runs of the history that began in this month, by their result; one with a warning is in neither. */
function jobsOfMonth({ runs }: PortalAccount): { successes: number; failed: number } {
  const month = new Date().toISOString().slice(0, 7);
  const ofMonth = runs.filter(({ startedAt }) => new Date(startedAt).toISOString().startsWith(month));
  const ended = (result: string) => ofMonth.filter((run) => run.result === result).length;
  return { successes: ended('ok'), failed: ended('failed') };
}

function count(devices: PortalAccount[], kind: PortalAccount['kind']): number {
  return devices.filter((device) => device.kind === kind).length;
}
