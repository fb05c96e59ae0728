import type { Actor, Change } from '../../domain/change.ts';
import type { TicketSnapshot } from '../../domain/tickets/ticket-plan.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { unexpected } from '../../shared/unexpected.ts';
import { applyPlan } from '../apply/apply-plan.ts';
import type { Applied } from '../apply/change-result.ts';
import type { RunJournal } from '../apply/run-journal.ts';
import type { RunTracker } from '../apply/run-tracker.ts';
import { consentNow } from '../read/settings-now.ts';
import { wasCancelled } from '../runs/finish-run.ts';
import { insteadOfMerging, refusedMerges } from './instead-of-merging.ts';
import { withMergeStatus } from './merge-status.ts';
import { recordRefusedChoice } from './read-choices.ts';
import { forgetStatuses, type TicketDeps } from './read-snapshot.ts';

export interface Writing {
  who: Actor;
  tracker: RunTracker;
  journal: RunJournal;
}

/** What one plan came to: whether ConnectWise must be looked at again, and the ticket that was made. */
interface Wrote {
  applied: Applied[];
  next: Result<'look-again' | 'done'>;
  made?: number;
}

/**
 * Applies one ticket plan on a snapshot that was just read. A merge that ConnectWise refuses is replaced by closing the
 * duplicate; a status that it no longer knows, a record that changed or vanished meanwhile are a reason to look again.
 * @param before what earlier rounds of the same work came to: nothing is tried a third way.
 */
export async function writePlan(
  deps: TicketDeps,
  { who, tracker, journal }: Writing,
  changes: readonly Change[],
  snapshot: TicketSnapshot,
  observedAt: number,
  before: readonly Applied[],
): Promise<Wrote> {
  const options = { who, confirmed: new Set<string>(), absenceChecked: true, journal, mayWrite: consentNow(deps) };
  const complete = await withMergeStatus(deps, changes, snapshot.tickets);
  if (!complete.ok) return { applied: [], next: complete };
  const applied = await applyPlan(deps, tracker, complete.value, { ...options, observedAt });
  const made = applied.find(({ change, result }) => isCreation(change) && result.state === 'applied')?.result.recordId;
  const wrote = (next: Wrote['next']): Wrote => ({ applied, next, ...(made !== undefined && { made }) });

  const refused = refusedMerges(applied);
  for (const { change, result } of refused) {
    const again = refusedMerges(before).some((one) => one.change.ref.id === change.ref.id);
    if (again) return wrote(fail(result.failure ?? unexpected()));
    const readAt = deps.clock();
    const instead = await insteadOfMerging(deps, change, snapshot.tickets);
    if (!instead.ok) return wrote(instead);
    applied.push(...(await applyPlan(deps, tracker, instead.value, { ...options, observedAt: readAt })));
  }
  if (wasCancelled(applied)) return wrote(ok('done'));
  const failed = applied.find((one) => !refused.includes(one) && isApplyFailure(one));
  if (failed) return wrote(await afterFailure(deps, failed, before));
  const isStale = applied.some(({ result }) => result.state === 'conflict');
  return wrote(ok(made !== undefined || refused.length || isStale ? 'look-again' : 'done'));
}

async function afterFailure(
  deps: TicketDeps,
  failed: Applied,
  before: readonly Applied[],
): Promise<Result<'look-again'>> {
  const failure = failed.result.failure ?? unexpected();
  if (isStatusRefused(failed) && !before.some(isStatusRefused)) {
    // The ticket changed its board, or the board its statuses, since they were read.
    await forgetStatuses(deps);
    return ok('look-again');
  }
  if (isChoiceRefused(failed) && !before.some(isChoiceRefused)) {
    await recordRefusedChoice(deps);
    return ok('look-again');
  }
  const isGone = failure.code === 'not-found' && !before.some(({ result }) => result.failure?.code === 'not-found');
  return isGone ? ok('look-again') : fail(failure);
}

/** A note that the browser sent twice and that could not be removed again does no harm. */
function isApplyFailure({ change, result }: Applied): boolean {
  if (change.dependent) return false;
  return result.state === 'failed' || result.state === 'unknown';
}

/**
 * "Service Status 17 not found for Service Board 21", field `status/id` (docs/reference/connectwise-rest.md#tickets).
 */
function isStatusRefused({ result: { failure } }: Applied): boolean {
  return failure?.code === 'rejected' && /^status\b/.test(failure.field ?? '');
}

/** A priority or type that the board does not take, though it was listed: the ticket is opened without. */
function isChoiceRefused({ result: { failure } }: Applied): boolean {
  return failure?.code === 'rejected' && /^(priority|type|subType)\b/.test(failure.field ?? '');
}

function isCreation(change: Change): boolean {
  return change.op === 'create' && change.resource === 'ticket';
}

/** Somebody changes the ticket as often as it is looked at: later, then. */
export function isUnstable(): Failure {
  return {
    code: 'conflict',
    message: 'The ticket changed each time that it was looked at.',
    nextStep: 'It is planned again.',
  };
}
