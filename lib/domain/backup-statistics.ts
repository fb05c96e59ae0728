import type { IsoTime } from '../shared/time.ts';
import { accountsWithJobs, type JobCounts, type JobSource, jobsOfAccount, jobsOfCustomer } from './job-results.ts';
import { countedAccounts, isUnmapped, type UsageSettings, usages } from './measure.ts';
import { newestBackup, parkedState } from './parked.ts';
import type { Account, CustomerFacts } from './portal-facts.ts';
import { inUnit, roundQuantity } from './quantity.ts';
import { ONLINE_STORAGE_IDS } from './service.ts';

/**
 * Statistics of one account in one calendar month (UTC), for its configuration (docs/reference/sync.md#parts;
 * docs/reference/connectwise-rest.md#configurations).
 */
export interface AccountStatistics {
  account: Account;
  year: number;
  /** 1 to 12. */
  month: number;
  /** Absent: the portal does not report. */
  jobs?: JobCounts;
  /** End of the newest backup; absent: there was none. */
  lastBackupDate?: IsoTime;
  /** Online storage that is billed for the account, in GB or GiB by setting; absent where none is, or nobody said as what. */
  billableGb?: number;
  /** Names of the machines behind the account. */
  protectedDevices: string[];
}

/** Machines of the customer, by REST member. */
export interface MachineTotals {
  totalServers: number;
  totalWorkstations: number;
  totalManagedMachines: number;
}

export interface BackupStatistics {
  /** Active accounts: statistics of a parked one stay as they are. */
  accounts: AccountStatistics[];
  parked: Account[];
  /** For the two managed-id entries: machines on the first, jobs on the second. Absent: the portal does not report. */
  machines?: MachineTotals;
  jobs?: JobCounts;
}

/**
 * The statistics of the month that `now` falls in (milliseconds since the epoch, month in UTC). What counts:
 * - Backups by their result: success, failed, incomplete (with a warning). Where they come from: `JobSource`.
 * - The total is all of the customer's. Incomplete backups are in neither of the report's two figures, for they were neither. A job
 *   history is of the accounts that could be read: while a record could not, the total is not known.
 * - Machines are servers and desktops that count for billing (trial and expired ones by setting); appliances and
 *   mailbox services are no managed machines. Not known where a computer's kind is not, where a record of the answer could
 *   not be read, or where every computer is parked: a portal's gap must not become a zero in a report.
 */
export function backupStatistics(
  { accounts, skipped }: Pick<CustomerFacts, 'accounts' | 'skipped'>,
  jobs: JobSource,
  settings: UsageSettings,
  now: number,
): BackupStatistics {
  const [year, month] = [new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + 1];
  const storage = onlineBytesByAccount(accounts, settings, now);
  const parked = accounts.filter((account) => parkedState(account, settings, now));
  const active = accounts.filter((account) => !parked.includes(account));
  const isPartial = hasUnreadAccount(skipped);
  const machines = isPartial ? undefined : machineTotals(countedAccounts(accounts, settings, now), parked);
  const total =
    isPartial && jobs.kind === 'history'
      ? undefined
      : jobsOfCustomer(jobs, accountsWithJobs(accounts, settings, now), now);
  return {
    accounts: active.map((account) => {
      const bytes = storage.get(account.id);
      const lastBackupDate = newestBackup(account);
      const counts = jobsOfAccount(jobs, account, now);
      return {
        account,
        year,
        month,
        ...(counts && { jobs: counts }),
        ...(lastBackupDate && { lastBackupDate }),
        ...(bytes !== undefined && { billableGb: roundQuantity(inUnit(bytes, 'GB', settings), settings.rounding) }),
        protectedDevices: protectedDevices(account, active),
      };
    }),
    parked,
    ...(machines && { machines }),
    ...(total && { jobs: total }),
  };
}

/** Whether an account of the customer is in no list, because its record could not be read. */
export function hasUnreadAccount(skipped: CustomerFacts['skipped']): boolean {
  return skipped.some(({ record, usage }) => record !== undefined && usage === true);
}

function machineTotals(counted: readonly Account[], parked: readonly Account[]): MachineTotals | undefined {
  if (counted.some(({ kind }) => kind === 'unknown')) return undefined;
  const totalServers = counted.filter(({ kind }) => kind === 'server').length;
  const totalWorkstations = counted.filter(({ kind }) => kind === 'desktop').length;
  const totalManagedMachines = totalServers + totalWorkstations;
  if (totalManagedMachines === 0 && parked.some(({ kind }) => kind !== 'appliance')) return undefined;
  return { totalServers, totalWorkstations, totalManagedMachines };
}

const ONLINE_STORAGE_SERVICES: readonly string[] = ONLINE_STORAGE_IDS;

/**
 * Storage that is billed. 0 bytes of one account may be a portal's word for a size that it does not know: a quantity of 0 is
 * held for approval (GUARD-ZERO), a statistic would just be written.
 */
function onlineBytesByAccount(accounts: readonly Account[], settings: UsageSettings, now: number): Map<string, number> {
  const billed = usages(accounts, settings, now).filter(
    ({ service, account, amount }) =>
      ONLINE_STORAGE_SERVICES.includes(service) && amount > 0 && !isUnmapped(account, settings),
  );
  return new Map(billed.map(({ account, amount }) => [account.id, amount]));
}

/** A computer protects itself; an appliance or service protects what hangs below it. */
function protectedDevices(account: Account, accounts: readonly Account[]): string[] {
  if (account.kind !== 'appliance' && account.kind !== 'mailboxes') return [account.userName];
  return accounts.filter(({ parentId }) => parentId === account.id).map(({ userName }) => userName);
}
