import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import type { PortalAccount, PortalState } from '../../simulator/portal/state.ts';
import { readConnectWise } from './read-back.ts';

/** One fact of the portal and what ConnectWise holds for it. */
export interface Verified {
  what: string;
  portal: unknown;
  connectWise: unknown;
  ok: boolean;
}

export type Row = Record<string, unknown> & { id: number };

const GB = 1_000_000_000;
const CUSTOMER = 342;
const EFS_ID = 'EFS-342';

/**
 * Compares the simulated ConnectWise, read back over REST, with the portal's own state for customer 342. The figures are
 * worked out here from docs/reference/rules.md by hand, with nothing of the product, so that both can be wrong only
 * independently.
 */
export async function verifyFacts(port: number, portal: PortalState): Promise<Verified[]> {
  const company = SEED.companies.eddiesTvRepair;
  const entries = await rows(port, `/company/companies/${company}/managementSummaryReports?orderBy=id%20asc`);
  const additions = await rows(port, `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions?pageSize=1000`);
  const configurations = await rows(
    port,
    `/company/configurations?pageSize=1000&conditions=${encodeURIComponent(`company/id=${company}`)}`,
  );
  const accounts = portal.accountsOf(CUSTOMER).filter(({ plan }) => plan !== 'Trial');
  return [
    ...verifyEntries(entries, accounts, portal),
    ...verifyAdditions(additions, accounts),
    ...verifyConfigurations(configurations, accounts, portal),
  ];
}

function verifyEntries(entries: Row[], accounts: PortalAccount[], portal: PortalState): Verified[] {
  const [first, second] = entries;
  return [
    same(
      'managed-id entries, in order of entry',
      ['WorkstationsAndServers', 'BackupStats'],
      entries.map(({ deviceType }) => deviceType),
    ),
    same(
      'managed ids',
      [EFS_ID, EFS_ID],
      entries.map(({ groupIdentifier }) => groupIdentifier),
    ),
    same(
      'agreements of the entries',
      [null, null],
      entries.map(({ agreement }) => agreement ?? null),
    ),
    same('servers', count(accounts, 'server'), first?.totalServers),
    same('workstations', count(accounts, 'desktop'), first?.totalWorkstations),
    same('successful backup jobs this month', events(portal, 'backup-finished', 'ok'), second?.successfulBackupJobs),
    same('failed backup jobs this month', events(portal, 'backup-failed'), second?.failedBackupJobs),
  ];
}

function verifyAdditions(additions: Row[], accounts: PortalAccount[]): Verified[] {
  const gigabytes = (bytesOf: (account: PortalAccount) => number | undefined) =>
    Math.round((accounts.reduce((sum, account) => sum + (bytesOf(account) ?? 0), 0) / GB) * 100) / 100;
  const online = (plan: string) => gigabytes((account) => (account.plan === plan ? account.onlineBytes : 0));
  const inUse = accounts.filter(({ plan }) => plan === 'Select');
  const serviceUsage: Record<string, number> = {
    'Online Backup Select Storage': online('Select'),
    'ShadowProtect BDR Storage': online('BDR Appliance'),
    'Online Backup # Servers': count(inUse, 'server'),
    'Online Backup # Desktops': count(inUse, 'desktop'),
    'Local Backup Storage': gigabytes(({ localBytes }) => localBytes),
    'Email Filtering # Mailboxes': accounts.reduce((sum, { mailboxes = 0 }) => sum + mailboxes, 0),
  };
  const own = additions.filter(({ serialNumber }) => serialNumber === EFS_ID);
  return [
    same('additions with the serial number EFS-342', additions.length, own.length),
    ...own.map((addition) => {
      const product = String((addition.product as { identifier?: string } | undefined)?.identifier);
      return same(`quantity of ${product}`, serviceUsage[product], addition.quantity);
    }),
  ];
}

function verifyConfigurations(configurations: Row[], accounts: PortalAccount[], portal: PortalState): Verified[] {
  const computers = accounts.filter(({ kind }) => kind !== 'mailboxes');
  return computers.flatMap((account) => {
    const row = configurations.find(({ name }) => String(name).includes(account.userName));
    return [
      same(
        `failed backups of ${account.userName}`,
        events(portal, 'backup-failed', undefined, account.id),
        row?.backupFailed,
      ),
      same(
        `last backup of ${account.userName}`,
        seconds(account.lastBackupAt),
        seconds(Date.parse(String(row?.lastBackupDate))),
      ),
    ];
  });
}

export function same(what: string, portal: unknown, connectWise: unknown): Verified {
  return {
    what,
    portal,
    connectWise: connectWise ?? null,
    ok: JSON.stringify(portal) === JSON.stringify(connectWise ?? null),
  };
}

function count(accounts: PortalAccount[], kind: PortalAccount['kind']): number {
  return accounts.filter((account) => account.kind === kind).length;
}

function events(portal: PortalState, type: string, severity?: string, accountId?: number): number {
  const month = new Date().toISOString().slice(0, 7);
  return portal.events.filter(
    (event) =>
      event.customerId === CUSTOMER &&
      event.type === type &&
      (severity === undefined || event.severity === severity) &&
      (accountId === undefined || event.accountId === accountId) &&
      new Date(event.at).toISOString().startsWith(month),
  ).length;
}

export function seconds(milliseconds: number | undefined): number | null {
  return milliseconds === undefined || Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

export async function rows(port: number, path: string): Promise<Row[]> {
  const { status, body } = await readConnectWise(port, path);
  if (status !== 200 || !Array.isArray(body)) throw new Error(`ConnectWise answered ${status} to ${path}.`);
  return body;
}
