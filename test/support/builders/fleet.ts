import type { Approval, ApprovalList } from '../../../lib/domain/approval.ts';
import type { BulkActionRow, BulkActionView } from '../../../lib/domain/bulk-action.ts';
import type { Money } from '../../../lib/domain/change.ts';
import {
  FLEET_FILTERS,
  type FleetFilter,
  type FleetPage,
  type FleetRow,
  type FleetView,
} from '../../../lib/domain/fleet.ts';

const DOLLARS = { symbol: '$', code: 'USD' };

/** What is billed a month, and what should be. */
export function monthly(from: number, to: number): Money {
  return { from, to, currency: DOLLARS, cycle: 'Monthly' };
}

/** A linked, healthy company in sync; the nth customer of the portal. */
export function fleetRow(nth: number, members: Partial<FleetRow> = {}): FleetRow {
  return {
    customerId: String(1000 + nth),
    customerName: `Customer ${nth}`,
    efsId: `EFS-${1000 + nth}`,
    link: 'linked',
    companyId: nth + 1,
    companyName: `Company ${nth}`,
    health: 'ok',
    healthReason: 'Cloud backup 5 h ago (limit 24 h)',
    findings: { error: 0, warning: 0, info: 0 },
    codes: [],
    difference: [],
    lines: 0,
    held: 0,
    missingManagedIds: false,
    missingAdditions: 0,
    fixableSerials: 0,
    lastSyncAt: '2026-11-21T09:00:00.000Z',
    ...members,
  };
}

/** The row of a customer by its id, whose company has the same number. */
export function customerRow(id: string, members: Partial<FleetRow> = {}): FleetRow {
  return fleetRow(0, {
    customerId: id,
    customerName: `Customer ${id}`,
    efsId: `EFS-${id}`,
    companyId: Number(id),
    companyName: `Company ${id}`,
    ...members,
  });
}

/** Answers a window of so many rows, as the worker does. */
export function windowOf(total: number, row: (nth: number) => FleetRow = fleetRow) {
  return ({ offset, limit }: { offset: number; limit: number }): FleetPage => ({
    rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) => row(offset + at)),
    total,
  });
}

export function fleetView(
  members: Partial<FleetView> = {},
  counts: Partial<Record<FleetFilter, number>> = {},
): FleetView {
  const none = Object.fromEntries(FLEET_FILTERS.map((filter) => [filter, 0])) as Record<FleetFilter, number>;
  return {
    comparedAt: '2026-11-21T11:48:00.000Z',
    source: 'reports',
    progress: null,
    counts: { ...none, ...counts },
    totals: [],
    months: [],
    ...members,
  };
}

export function approval(nth: number, members: Partial<Approval> = {}): Approval {
  return {
    changeId: `c${nth}`,
    version: `v${nth}`,
    companyId: 200 + nth,
    companyName: `Company ${nth}`,
    label: `Addition “Online Backup ${nth}” on “Managed Services”`,
    fields: [{ field: 'quantity', from: 10, to: 200 }],
    reason: 'The portal measures 200 GB.',
    guard: { code: 'GUARD-JUMP', message: 'The quantity would change by more than 50 %.' },
    money: monthly(5, 100),
    plannedAt: '2026-11-21T11:00:00.000Z',
    since: '2026-11-21T09:00:00.000Z',
    ...members,
  };
}

export function approvalList(rows: Approval[], members: Partial<ApprovalList> = {}): ApprovalList {
  return {
    rows,
    total: rows.length,
    counts: { 'GUARD-JUMP': rows.length },
    money: [],
    digest: 'd1',
    rejected: 0,
    ...members,
  };
}

export function bulkAction(members: Partial<BulkActionView> = {}): BulkActionView {
  return {
    id: 'a1',
    kind: 'sync',
    state: 'preview',
    startedAt: '2026-11-21T11:50:00.000Z',
    total: 40,
    done: 40,
    companies: 12,
    changes: 30,
    held: 0,
    failed: 0,
    money: [monthly(123.6, 3806.4)],
    outcomes: {},
    undoable: 0,
    ...members,
  };
}

export function bulkActionRow(nth: number, members: Partial<BulkActionRow> = {}): BulkActionRow {
  return {
    companyId: 200 + nth,
    companyName: `Company ${nth}`,
    changes: 2,
    held: 0,
    money: [monthly(5, 100)],
    state: 'planned',
    ...members,
  };
}
