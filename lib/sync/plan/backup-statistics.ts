import type { AccountStatistics } from '../../domain/backup-statistics.ts';
import type { Change } from '../../domain/change.ts';
import type { Configuration, Reference } from '../../domain/connectwise-records.ts';
import type { JobCounts } from '../../domain/job-results.ts';
import type { JsonValue } from '../../shared/json.ts';
import { literalText } from '../../shared/text-values.ts';
import { BACKUP_STATS, typeNamed } from '../read/configuration-type.ts';
import {
  differing,
  EMPTY,
  guardOfCustomer,
  join,
  type PlanInput,
  type PlannedCustomer,
  type SyncPlan,
} from './plan-input.ts';
import {
  configurationChange,
  configurationsOf,
  skippedDuplicates,
  whyLeft,
  whyNoType,
} from './stored-configuration.ts';

/** REST: Configuration.deviceIdentifier and name, max 100 (docs/reference/connectwise-rest.md#configurations). */
const MAX_TEXT = 100;

/**
 * Sync "backup statistics" (docs/reference/setup-guides.md#figure-9b): one configuration of the type Backup Stats per
 * account, found by its device identifier `<EFS id>:<account id>`, made when missing.
 */
export function planBackupStatistics(input: PlanInput): SyncPlan {
  if (!input.settings.syncedParts.backupStatistics || !input.customers.length) return EMPTY;
  const type = typeNamed(input.observation.setup, BACKUP_STATS);
  if (!type) {
    const why = whyNoType(input, BACKUP_STATS);
    return { changes: [], skipped: [{ part: 'backup-statistics', label: 'Backup statistics per account', why }] };
  }
  return join(
    input.customers.flatMap((customer) =>
      monthOf(input, customer).map((statistics) => planAccount(input, customer, statistics, type)),
    ),
  );
}

/** The customer's jobs of this month, over all its accounts, as its configurations show them once the plan is carried out. */
export function monthsJobs(input: PlanInput, customer: PlannedCustomer): Pick<JobCounts, 'successes' | 'failed'> {
  const total = { successes: 0, failed: 0 };
  for (const { jobs } of monthOf(input, customer)) {
    total.successes += jobs?.successes ?? 0;
    total.failed += jobs?.failed ?? 0;
  }
  return total;
}

/**
 * The month's statistics per account. Within a month a count never goes down: a browser that was set up today has seen
 * fewer events than the one that wrote before. Counts that the portal does not report stay as they are.
 */
function monthOf(input: PlanInput, customer: PlannedCustomer): AccountStatistics[] {
  return customer.counted.accounts.map((counted) => {
    const [stored] = configurationsOf(input, BACKUP_STATS, identifierOf(customer, counted));
    if (!counted.jobs || stored?.backupYear !== counted.year || stored.backupMonth !== counted.month) return counted;
    const jobs: JobCounts = {
      successes: Math.max(counted.jobs.successes, stored.backupSuccesses ?? 0),
      failed: Math.max(counted.jobs.failed, stored.backupFailed ?? 0),
      incomplete: Math.max(counted.jobs.incomplete, stored.backupIncomplete ?? 0),
    };
    return { ...counted, jobs };
  });
}

function planAccount(
  input: PlanInput,
  customer: PlannedCustomer,
  statistics: AccountStatistics,
  type: Reference,
): SyncPlan {
  const { account } = statistics;
  // A mailbox service has no backups to count.
  if (account.kind === 'mailboxes') return EMPTY;
  const deviceIdentifier = identifierOf(customer, statistics);
  const label = `Backup statistics of “${account.userName}”`;
  const found = configurationsOf(input, BACKUP_STATS, deviceIdentifier);
  const [stored] = found;
  const duplicates = skippedDuplicates(found, 'account', label);
  const isTooLong = deviceIdentifier.length > MAX_TEXT;
  const why =
    whyLeft(input, stored) ??
    (isTooLong ? 'The account’s id is too long for ConnectWise’s device identifier.' : undefined);
  if (why) return { changes: [], skipped: [{ part: 'backup-statistics', label, why }] };

  const values: Record<string, JsonValue | undefined> = {
    backupSuccesses: statistics.jobs?.successes,
    backupFailed: statistics.jobs?.failed,
    backupIncomplete: statistics.jobs?.incomplete,
    lastBackupDate: statistics.lastBackupDate,
    backupBillableSpaceGb: statistics.billableGb,
    backupProtectedDeviceList: statistics.protectedDevices.join(', ') || undefined,
    ...(isDated(stored, statistics) && { backupYear: statistics.year, backupMonth: statistics.month }),
  };
  const created = {
    name: account.userName.slice(0, MAX_TEXT),
    type: { id: type.id, name: type.name },
    deviceIdentifier,
  };
  const fields = differing(stored, stored ? values : { ...created, ...values });
  if (!fields.length) return { changes: [], skipped: duplicates };
  const { id: companyId } = input.observation.company;
  const change: Change = {
    id: `backup-statistics/configuration/${companyId}/${deviceIdentifier}`,
    ...configurationChange(input, stored, deviceIdentifier),
    label,
    fields,
    reason: `What the portal reports of ${literalText(account.userName)} for ${statistics.year}-${String(statistics.month).padStart(2, '0')}.`,
    ...guardOfCustomer(input, customer),
  };
  return { changes: [change], skipped: duplicates };
}

/** Year and month date the counts: those of another month must not pass for this one's. */
function isDated(stored: Configuration | undefined, { jobs }: AccountStatistics): boolean {
  const counts = [stored?.backupSuccesses, stored?.backupFailed, stored?.backupIncomplete];
  return jobs !== undefined || counts.every((count) => count == null);
}

function identifierOf(customer: PlannedCustomer, { account }: Pick<AccountStatistics, 'account'>): string {
  return `${customer.efsId}:${account.id}`;
}
