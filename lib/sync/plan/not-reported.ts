import { type BackupStatistics, hasUnreadAccount } from '../../domain/backup-statistics.ts';
import type { Skipped } from '../../domain/change.ts';
import { type JobSource, whyJobsUnknown } from '../../domain/job-results.ts';
import type { Account, CustomerFacts } from '../../domain/portal-facts.ts';
import type { Settings } from '../../domain/settings.ts';
import { literalText } from '../../shared/text-values.ts';

/** Accounts that one sentence names. */
const MOST_NAMES = 3;

/** What a sync of one customer does not write because the portal does not report it, or counts nowhere: with the reasons. */
export function notReported(
  efsId: string,
  { skipped }: Pick<CustomerFacts, 'skipped'>,
  { accounts, parked, machines, jobs }: BackupStatistics,
  source: JobSource,
  { syncedParts }: Pick<Settings, 'syncedParts'>,
): Skipped[] {
  const left: Skipped[] = [];
  if (parked.length > 0) {
    const why = `${parked.length} parked ${parked.length === 1 ? 'device is' : 'devices are'} not counted: ${namesOf(parked)}.`;
    left.push({ part: 'agreement-parts', label: efsId, why });
  }
  if (!syncedParts.backupStatistics) return left;
  if (!jobs || accounts.some((account) => !account.jobs && account.account.kind !== 'mailboxes')) {
    const reason =
      whyJobsUnknown(source) ??
      (hasUnreadAccount(skipped) ? 'An account could not be read.' : 'The portal gives no job results.');
    left.push({ part: 'backup-statistics', label: `Job results of ${efsId}`, why: `Not written: ${reason}` });
  }
  if (!machines) {
    const reason = hasUnreadAccount(skipped)
      ? 'an account could not be read'
      : accounts.some(({ account }) => account.kind === 'unknown')
        ? 'the portal does not say whether each device is a server or a desktop'
        : 'all devices are parked';
    left.push({ part: 'management-report', label: `Machine totals of ${efsId}`, why: `Not written: ${reason}.` });
  }
  return left;
}

function namesOf(accounts: readonly Account[]): string {
  const names = accounts.slice(0, MOST_NAMES).map(({ userName }) => literalText(userName));
  const more = accounts.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
