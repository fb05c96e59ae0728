import type { Change } from '../../domain/change.ts';
import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { findSolution } from '../../domain/management-solution.ts';
import { DEVICE_TYPE_LABELS, PAIR } from '../../domain/rules/managed-id/device-types.ts';
import { entryLabel } from '../../domain/rules/managed-id/managed-id-subject.ts';
import { unreadableLabel } from '../../domain/unreadable-words.ts';
import { monthsJobs } from './backup-statistics.ts';
import { differing, guardOfCustomer, join, type PlanInput, type PlannedCustomer, type SyncPlan } from './plan-input.ts';

type PairType = (typeof PAIR)[number];

/**
 * Sync "management report" (docs/reference/setup-guides.md#company-step-1): counters on the two managed-id entries of
 * an EFS id, which is what the Executive Management report prints. Machines stand on Workstations and Servers, the
 * month's jobs on Backup Stats.
 */
export function planManagementReport(input: PlanInput): SyncPlan {
  if (!input.settings.syncedParts.backupStatistics) {
    const why = 'Updating backup statistics is switched off in the settings.';
    return { changes: [], skipped: [{ part: 'management-report', label: 'Statistics and management report', why }] };
  }
  return join(input.customers.flatMap((customer) => PAIR.map((type) => planEntry(input, customer, type))));
}

function planEntry(input: PlanInput, customer: PlannedCustomer, deviceType: PairType): SyncPlan {
  const label = entryLabel(customer.efsId, deviceType);
  const all = input.observation.entries
    .filter((entry) => entry.groupIdentifier === customer.efsId && entry.deviceType === deviceType)
    .sort((a, b) => a.id - b.id);
  const [entry, ...duplicates] = all.filter((candidate) => ofOurSolution(input, candidate));
  if (!entry) {
    const isWhole = !input.observation.unreadable?.entries.length;
    const why = all.length
      ? 'It belongs to another management solution.'
      : `The company has no entry for ${DEVICE_TYPE_LABELS[deviceType]}${isWhole ? '' : ' that could be read'}.`;
    return { changes: [], skipped: [{ part: 'management-report', label, why }] };
  }
  const skipped = duplicates.map((duplicate) => ({
    part: 'management-report' as const,
    label: `${label} (record ${duplicate.id})`,
    why: `It is a duplicate of record ${entry.id}.`,
  }));
  const [unreadable] = input.observation.unreadable?.configurations ?? [];
  if (deviceType === 'BackupStats' && unreadable) {
    // Within a month a count never goes down, and what this configuration counted so far is not known.
    const why = `The month’s jobs are not known in full: ${unreadableLabel(unreadable)} could not be read.`;
    return { changes: [], skipped: [...skipped, { part: 'management-report', label, why }] };
  }
  const fields = differing(entry, figures(input, customer, deviceType));
  if (!fields.length) return { changes: [], skipped };
  const { id: companyId } = input.observation.company;
  const change: Change = {
    id: `management-report/managed-id-entry/${companyId}/${entry.id}`,
    part: 'management-report',
    resource: 'managed-id-entry',
    op: 'update',
    ref: { companyId, id: entry.id },
    label,
    fields,
    preconditions: [
      { field: 'groupIdentifier', value: entry.groupIdentifier },
      { field: 'deviceType', value: deviceType },
    ],
    reason: `What the portal reports of ${customer.efsId}.`,
    ...guardOfCustomer(input, customer),
  };
  return { changes: [change], skipped };
}

/** Undefined: the portal does not report them. */
function figures(
  input: PlanInput,
  customer: PlannedCustomer,
  deviceType: PairType,
): Record<string, number | undefined> {
  const { machines, jobs } = customer.counted;
  if (deviceType === 'WorkstationsAndServers') return { ...machines };
  if (!jobs) return {};
  // Not below what the accounts' configurations show for the month: see `monthOf` in backup-statistics.ts.
  const stored = monthsJobs(input, customer);
  return {
    successfulBackupJobs: Math.max(jobs.successes, stored.successes),
    failedBackupJobs: Math.max(jobs.failed, stored.failed),
  };
}

function ofOurSolution({ observation, settings }: PlanInput, entry: ManagedIdEntry): boolean {
  if (!settings.managementSolution) return true;
  const solution = findSolution(observation.setup.managementSolutions, settings.managementSolution);
  return solution
    ? entry.managementSolution?.id === solution.id
    : entry.managementSolution?.name === settings.managementSolution;
}
