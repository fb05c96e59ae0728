import type { IsoTime } from '../shared/time.ts';
import { countedAccounts, inUnit, type MeasureSettings, usages } from './measure.ts';
import type { Account, PortalEvent } from './portal-facts.ts';

/** Statistics of one account in one calendar month (UTC), for its configuration (spec sync.md; cw-api §3.4). */
export interface AccountStatistics {
  account: Account;
  year: number;
  /** 1 to 12. */
  month: number;
  successes: number;
  failed: number;
  incomplete: number;
  /** End of the newest backup; absent: there was none. */
  lastBackupDate?: IsoTime;
  /** Online storage that is billed for the account, in GB or GiB by setting; absent where none is. */
  billableGb?: number;
  /** Names of the machines behind the account. */
  protectedDevices: string[];
}

/** Figures for the two managed-id entries, by REST member: machines on the first, jobs on the second. */
interface ManagementReport {
  workstationsAndServers: { totalServers: number; totalWorkstations: number; totalManagedMachines: number };
  backupStats: { successfulBackupJobs: number; failedBackupJobs: number };
}

export interface BackupStatistics {
  accounts: AccountStatistics[];
  report: ManagementReport;
}

interface Jobs {
  successes: number;
  failed: number;
  incomplete: number;
}

/**
 * Counts the backups of the month that `now` falls in (milliseconds since the epoch, month in UTC). What counts:
 * - backup-finished, severity ok: success; with a warning: incomplete; with an error: failed. backup-failed: failed.
 * - Every event once by its id, however often it was delivered; events outside the month and of other types not at all.
 * - Each account counts its own events. The report counts all of the customer's, also those of accounts that the portal
 *   no longer lists: they ran. Incomplete backups are in neither of its two figures, for they were neither.
 * - Machines are servers and desktops that count for billing (trial and expired ones by setting); appliances and
 *   mailbox services are no managed machines.
 */
export function backupStatistics(
  accounts: readonly Account[],
  events: readonly PortalEvent[],
  settings: MeasureSettings,
  now: number,
): BackupStatistics {
  const [year, month] = [new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 1];
  const { start, end } = monthOf(now);
  const ofMonth = [...new Map(events.map((event) => [event.id, event])).values()].filter(({ at }) => {
    const moment = Date.parse(at);
    return moment >= start && moment < end;
  });
  const storage = onlineBytesByAccount(accounts, settings, now);
  const total = countJobs(ofMonth);
  return {
    accounts: accounts.map((account) => {
      const bytes = storage.get(account.id);
      const lastBackupDate = newestBackup(account);
      return {
        account,
        year,
        month,
        ...countJobs(ofMonth.filter(({ accountId }) => accountId === account.id)),
        ...(lastBackupDate && { lastBackupDate }),
        ...(bytes !== undefined && { billableGb: inUnit(bytes, 'GB', settings) }),
        protectedDevices: protectedDevices(account, accounts),
      };
    }),
    report: {
      workstationsAndServers: machineTotals(countedAccounts(accounts, settings, now)),
      backupStats: { successfulBackupJobs: total.successes, failedBackupJobs: total.failed },
    },
  };
}

/** First and last moment of the calendar month in UTC, in milliseconds since the epoch; the last one is exclusive. */
function monthOf(now: number): { start: number; end: number } {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return { start: Date.UTC(year, month, 1), end: Date.UTC(year, month + 1, 1) };
}

function countJobs(events: readonly PortalEvent[]): Jobs {
  const jobs: Jobs = { successes: 0, failed: 0, incomplete: 0 };
  for (const event of events) {
    const kind = jobKind(event);
    if (kind) jobs[kind] += 1;
  }
  return jobs;
}

function jobKind({ type, severity }: PortalEvent): keyof Jobs | undefined {
  if (type === 'backup-failed') return 'failed';
  if (type !== 'backup-finished') return undefined;
  return ({ ok: 'successes', warning: 'incomplete', error: 'failed' } as const)[severity];
}

function machineTotals(accounts: readonly Account[]): ManagementReport['workstationsAndServers'] {
  const totalServers = accounts.filter(({ kind }) => kind === 'server').length;
  const totalWorkstations = accounts.filter(({ kind }) => kind === 'desktop').length;
  return { totalServers, totalWorkstations, totalManagedMachines: totalServers + totalWorkstations };
}

const ONLINE_STORAGE_SERVICES = ['online-select', 'online-basic', 'online-bdr'];

function onlineBytesByAccount(
  accounts: readonly Account[],
  settings: MeasureSettings,
  now: number,
): Map<string, number> {
  const billed = usages(accounts, settings, now).filter(({ service }) => ONLINE_STORAGE_SERVICES.includes(service));
  return new Map(billed.map(({ account, amount }) => [account.id, amount]));
}

function newestBackup({ lastBackupAt, copies }: Account): IsoTime | undefined {
  const times = [lastBackupAt, ...copies.map(({ lastRestorePointAt }) => lastRestorePointAt)];
  return times
    .filter((time) => time !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

/** A computer protects itself; an appliance or service protects what hangs below it. */
function protectedDevices(account: Account, accounts: readonly Account[]): string[] {
  if (account.kind !== 'appliance' && account.kind !== 'mailboxes') return [account.userName];
  return accounts.filter(({ parentId }) => parentId === account.id).map(({ userName }) => userName);
}
