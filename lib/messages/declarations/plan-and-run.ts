import * as z from 'zod/mini';
import type { JournalEntry, Plan, Run } from '../../domain/change.ts';
import { fromPanel, ourId, recordId } from './declaration.ts';

/** Plans, and the runs that apply them. */
export const PLAN_AND_RUN = {
  /** What a sync would write now, and what it would skip. */
  'company.plan': fromPanel(z.strictObject({ companyId: recordId })).answers<Plan>(),
  /** Applies a plan that was shown. `confirmed`: ids of guarded changes that the user approved. Answers at once. */
  'plan.apply': fromPanel(
    z.strictObject({ planId: ourId, confirmed: z.array(ourId).check(z.maxLength(1_000)) }),
  ).answers<{ runId: string }>(),
  /** Sync now without a preview: plan and apply; guarded changes are held. Passes the throttle. */
  'company.sync': fromPanel(z.strictObject({ companyId: recordId })).answers<{ runId: string }>(),
  /** The plan behind a finding's one-click fix. */
  'finding.plan': fromPanel(z.strictObject({ companyId: recordId, findingId: ourId })).answers<Plan>(),
  'run.cancel': fromPanel(z.strictObject({ runId: ourId })).answers<null>(),
  'run.view': fromPanel(z.strictObject({ runId: ourId })).answers<{ run: Run; entries: JournalEntry[] }>(),
  /** The plan that undoes one run, or one change of it (`entryId` of the journal). */
  'run.plan-undo': fromPanel(z.strictObject({ runId: ourId, entryId: z.optional(ourId) })).answers<Plan>(),
};
