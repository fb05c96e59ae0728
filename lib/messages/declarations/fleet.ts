import * as z from 'zod/mini';
import type { ApprovalList } from '../../domain/approval.ts';
import { BULK_ACTIONS, type BulkActionRow, type BulkActionView } from '../../domain/bulk-action.ts';
import type { Plan } from '../../domain/change.ts';
import { FLEET_COLUMNS, FLEET_FILTERS, type FleetPage, type FleetView } from '../../domain/fleet.ts';
import type { GuardPreview } from '../../domain/guard-preview.ts';
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { guardLimitsSchema } from '../../domain/settings-schema.ts';
import { fromPage, nothing, ourId, recordId } from './declaration.ts';

const search = z.string().check(z.maxLength(100));
const window = { offset: z.int().check(z.gte(0), z.lte(1_000_000)), limit: z.int().check(z.gte(1), z.lte(1_000)) };
/** `2026-11`: the first comparison of that month; absent: the last one. */
const month = z.optional(z.string().check(z.regex(/^\d{4}-\d\d$/)));
const query = {
  filter: z.enum(FLEET_FILTERS),
  search,
  sort: z.enum(FLEET_COLUMNS),
  descending: z.boolean(),
};
const guard = z.enum([
  'GUARD-UNIT',
  'GUARD-JUMP',
  'GUARD-ZERO',
  'GUARD-INVOICED',
  'GUARD-PRICE',
  'GUARD-INCOMPLETE',
  'GUARD-SERVICE',
  'GUARD-CUSTOMER',
]);
const approvalQuery = { search, guard: z.optional(guard), companyId: z.optional(recordId) };
const approvalRef = z.strictObject({ companyId: recordId, changeId: ourId, version: ourId });
const someApprovals = z.union([
  z.strictObject({ changes: z.array(approvalRef).check(z.minLength(1), z.maxLength(1_000)) }),
  /** All that fit, as the user was shown them: `ApprovalList.digest`. Refused when others fit by now, or with other values. */
  z.strictObject({ query: z.strictObject(approvalQuery), digest: ourId }),
]);

/** All companies on one page, what waits for approval, and what is done with many at once. From our own pages only. */
export const FLEET = {
  'fleet.view': fromPage(z.strictObject({ month })).answers<FleetView>(),
  'fleet.rows': fromPage(z.strictObject({ ...query, ...window, month })).answers<FleetPage>(),
  /** Compares all customers; answers the running comparison when there is one. Nothing is written. */
  'fleet.compare': fromPage(nothing).answers<FleetView>(),
  'fleet.cancel': fromPage(nothing).answers<FleetView>(),

  /** What one company is billed, should be billed and was last invoiced. */
  'company.reconciliation': fromPage(z.strictObject({ companyId: recordId })).answers<Reconciliation>(),

  /** What these limits would have held in the last 30 days. */
  'approvals.limits': fromPage(guardLimitsSchema).answers<GuardPreview>(),
  'approvals.list': fromPage(z.strictObject({ ...approvalQuery, ...window })).answers<ApprovalList>(),
  /** They are not proposed again until their values differ. */
  'approvals.reject': fromPage(someApprovals).answers<{ rejected: number }>(),
  /** Rejected ones are proposed again. */
  'approvals.restore': fromPage(nothing).answers<{ restored: number }>(),

  /** The newest bulk action; null: there never was one. */
  'bulk-action.view': fromPage(nothing).answers<BulkActionView | null>(),
  'bulk-action.rows': fromPage(z.strictObject({ id: ourId, ...window })).answers<{
    rows: BulkActionRow[];
    total: number;
  }>(),
  /** Makes the preview: of these companies, or of all that a filter of the companies fits. */
  'bulk-action.plan': fromPage(
    z.strictObject({
      kind: z.enum(BULK_ACTIONS),
      companies: z.union([
        z.strictObject({ ids: z.array(recordId).check(z.minLength(1), z.maxLength(20_000)) }),
        z.strictObject({ filter: z.enum(FLEET_FILTERS), search }),
      ]),
      /** With `approve`: which changes; absent: all that wait for these companies. */
      approvals: z.optional(someApprovals),
    }),
  ).answers<BulkActionView>(),
  /** What is planned for one company of it, change by change; null: nothing is, or the plan is no longer kept. */
  'bulk-action.changes': fromPage(z.strictObject({ id: ourId, companyId: recordId })).answers<Plan | null>(),
  /** Writes what the preview shows. */
  'bulk-action.apply': fromPage(z.strictObject({ id: ourId })).answers<BulkActionView>(),
  'bulk-action.pause': fromPage(z.strictObject({ id: ourId })).answers<BulkActionView>(),
  'bulk-action.resume': fromPage(z.strictObject({ id: ourId })).answers<BulkActionView>(),
  'bulk-action.cancel': fromPage(z.strictObject({ id: ourId })).answers<BulkActionView>(),
  /** Undoes every run of it, newest first; what was changed since is left and counted as failed. */
  'bulk-action.undo': fromPage(z.strictObject({ id: ourId })).answers<BulkActionView>(),
};
