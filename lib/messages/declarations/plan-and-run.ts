import * as z from 'zod/mini';
import { MOST_INCLUDED } from '../../domain/addition-allowance.ts';
import type { JournalEntry, Plan, Run } from '../../domain/change.ts';
import { fromPanel, ourId, recordId } from './declaration.ts';

/** Plans, and the runs that apply them. */
export const PLAN_AND_RUN = {
  /** What a sync would write now, and what it would skip. */
  'company.plan': fromPanel(z.strictObject({ companyId: recordId })).answers<Plan>(),
  /** How much of a line that a shown plan creates is free. Answers the plan as it is applied from then on. */
  'plan.allow': fromPanel(
    z.strictObject({ planId: ourId, changeId: ourId, lessIncluded: z.number().check(z.gte(0), z.lte(MOST_INCLUDED)) }),
  ).answers<Plan>(),
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
