import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import type { Change, JournalEntry, Plan, Run } from '../../../lib/domain/change.ts';
import type { AccountView, CompanyView } from '../../../lib/domain/company-view.ts';
import type { SyncMode } from '../../../lib/domain/consent.ts';
import type { Finding } from '../../../lib/domain/finding.ts';
import type { HealthState } from '../../../lib/domain/health.ts';

/** The company of the guides, as the worker would show it. */
export const NOW = Date.parse('2026-11-21T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

export function account(userName: string, state: HealthState, reason: string, hours?: number): AccountView {
  return {
    account: { id: userName, customerId: '342', userName, plan: 'Select', kind: 'server', copies: [] },
    health: { state, reason, ...(hours !== undefined && { since: hoursAgo(hours) }) },
  };
}

export const change: Change = {
  id: 'c1',
  part: 'agreement-parts',
  resource: 'addition',
  op: 'update',
  ref: { companyId: 101, agreementId: 201, id: 7 },
  label: 'Addition “Online Backup Select Storage” on “Managed Services”',
  fields: [{ field: 'quantity', from: 120, to: 1412.5 }],
  reason: 'The portal measures 1,412.5 GB.',
  money: { from: 30, to: 353.13, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' },
};

export const guarded: Change = {
  ...change,
  id: 'c2',
  label: 'Addition “Local Backup Storage” on “Managed Services”',
  fields: [{ field: 'quantity', from: 300, to: 0 }],
  money: { from: 15, to: 0, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' },
  guard: { code: 'GUARD-ZERO', message: 'The quantity drops to zero.' },
};

export const report: Change = {
  ...change,
  id: 'c3',
  part: 'management-report',
  resource: 'managed-id-entry',
  label: 'Managed ID EFS-342 (Backup Stats)',
  fields: [{ field: 'successfulBackupJobs', from: 1, to: 2 }],
};
delete report.money;

export const newConfiguration = (name: string): Change => ({
  id: `new ${name}`,
  part: 'backup-statistics',
  resource: 'configuration',
  op: 'create',
  ref: { companyId: 101 },
  label: `Backup statistics of “${name}”`,
  fields: [
    { field: 'name', from: null, to: name },
    { field: 'type', from: null, to: { id: 1, name: 'Backup Stats' } },
    { field: 'backupBillableSpaceGb', from: null, to: 182.4 },
    { field: 'backupProtectedDeviceList', from: null, to: '' },
    { field: 'backupYear', from: null, to: 2026 },
  ],
  reason: 'What the portal reports.',
});

export const order: Finding = {
  id: 'MID-ORDER/managed-id-entry/101//1/deviceType/',
  code: 'MID-ORDER',
  severity: 'error',
  where: { resource: 'managed-id-entry', companyId: 101, recordId: 1, field: 'deviceType' },
  message:
    'EFS-342: Backup Stats was entered before Workstations and Servers; ConnectWise needs Workstations and Servers first.',
  seen: ['BackupStats', 'WorkstationsAndServers'],
  expected: ['WorkstationsAndServers', 'BackupStats'],
  fix: { label: 'Put Workstations and Servers first', changes: [change] },
};

export const drift: Finding = {
  id: 'ADD-DRIFT/addition/101/201/7/quantity/',
  code: 'ADD-DRIFT',
  severity: 'warning',
  where: { resource: 'addition', companyId: 101, agreementId: 201, recordId: 7, field: 'quantity' },
  message: '“Online Backup Select Storage” bills 120 GB, the portal measures 1,412.5 GB: 323.13 more per cycle.',
  seen: 120,
  expected: 1412.5,
};

export function companyView(part: Partial<CompanyView> = {}): CompanyView {
  return {
    company: {
      id: 101,
      identifier: 'EddiesTV',
      name: "Eddie's TV Repair",
      statusName: 'Active',
      deletedFlag: false,
      _info: {},
    },
    customers: [
      {
        efsId: 'EFS-342',
        customer: { id: '342', name: "Eddie's TV Repair", active: true },
        health: { state: 'error', reason: 'ETV-Truck01 has not been backed up for 4 days.' },
        accounts: [
          account('ETV-Truck01', 'error', `Last cloud backup {ago ${hoursAgo(98)}} (limit {3 day}).`, 98),
          account('ETV-FrontOffice', 'warning', `Last backup finished with warnings {ago ${hoursAgo(30)}}.`, 30),
          account('ETV-RepairShop', 'never', 'Never had a cloud backup.'),
          account('ETV-Primary', 'ok', `Cloud backup {ago ${hoursAgo(3)}} (limit {24 hour}).`, 3),
          account('ETV-Truck02', 'parked', 'Parked in the portal.'),
        ],
        readAt: new Date(NOW - 120_000).toISOString(),
        source: 'efs-portal',
      },
    ],
    findings: [drift, order],
    readAt: new Date(NOW - 60_000).toISOString(),
    lastSync: { at: hoursAgo(5), cause: 'event', outcomes: ['Updated ConnectWise agreement parts.'], ok: true },
    throttle: { open: false, opensAt: hoursAgo(-7) },
    lastPollAt: hoursAgo(0.01),
    nextPollAt: hoursAgo(-0.01),
    running: null,
    ...part,
  };
}

export function plan(part: Partial<Plan> = {}): Plan {
  return {
    id: 'p1',
    companyId: 101,
    companyName: "Eddie's TV Repair",
    efsIds: ['EFS-342'],
    madeAt: new Date(NOW).toISOString(),
    factsAt: new Date(NOW - 120_000).toISOString(),
    changes: [change, guarded],
    skipped: [
      { part: 'agreement-parts', label: 'Addition “Email Filtering”', why: 'Email Filtering is switched off.' },
    ],
    ...part,
  };
}

export function run(part: Partial<Run> = {}): Run {
  return {
    id: 'r1',
    companyId: 101,
    companyName: "Eddie's TV Repair",
    efsIds: ['EFS-342'],
    cause: { kind: 'user' },
    startedAt: new Date(NOW).toISOString(),
    state: 'running',
    progress: { step: 'Writing agreement parts', done: 2, total: 5 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
    ...part,
  };
}

export const ended = run({
  state: 'done',
  finishedAt: new Date(NOW - 1_000).toISOString(),
  outcomes: [
    { code: 'updated', part: 'backup-statistics', text: 'Updated ConnectWise backup statistics.' },
    { code: 'updated', part: 'agreement-parts', text: 'Updated ConnectWise agreement parts.' },
  ],
  counts: { applied: 4, failed: 0, conflict: 1, held: 1, unknown: 0 },
});

export function journalEntry(part: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: 'j1',
    runId: 'r1',
    at: new Date(NOW).toISOString(),
    who: { member: 'BackupBridge', browser: 'test' },
    why: { kind: 'user' },
    change: guarded,
    state: 'held',
    outcome: 'Held: the quantity drops to zero.',
    ...part,
  };
}

/** A browser that only views, and what every screen says of it. */
export const VIEWER: SyncMode = { mode: 'viewer', automatic: REVIEW, needsPreview: true };
export const VIEWER_SENTENCE = 'This browser only views: a browser with the role syncer writes to ConnectWise.';
