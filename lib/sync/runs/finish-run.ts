import type { Cause, ChangePart, ChangeState, Outcome, Run, Skipped } from '../../domain/change.ts';
import { moneyTotals } from '../../domain/money-sentence.ts';
import {
  leftUndone,
  leftUnwritten,
  UPDATED_AGREEMENT_PARTS,
  UPDATED_BACKUP_STATISTICS,
  UPDATED_MANAGEMENT_REPORT,
} from '../../domain/outcomes.ts';
import { NO_COMPANY } from '../../domain/record-ref.ts';
import { type Failure, isPassing, sentence } from '../../shared/errors.ts';
import { literalText } from '../../shared/text-values.ts';
import { type Clock, isoTime } from '../../shared/time.ts';
import { type Applied, countStates } from '../apply/change-result.ts';

/** The guides' sentences (docs/reference/setup-guides.md#figure-22), in the order in which a sync works. */
const UPDATED: Record<ChangePart, string> = {
  'backup-statistics': UPDATED_BACKUP_STATISTICS,
  'management-report': UPDATED_MANAGEMENT_REPORT,
  'agreement-parts': UPDATED_AGREEMENT_PARTS,
  ticket: 'Updated a ConnectWise ticket.',
  fix: 'ConnectWise records corrected.',
  undo: 'Changes undone.',
};

const ENTRIES_CORRECTED = 'Managed-ID entries put in order.';
const SET_UP = 'ConnectWise set up.';

const NOTHING_TO_CHANGE = 'Nothing to change: ConnectWise already shows what the portal says.';

/**
 * The run at its end: state, counts and the sentences for the event log. Not stored here: see `SyncStore.settle`.
 * @param reported instead of the lines that the changes make by themselves.
 */
export function finishedRun(
  run: Run,
  applied: readonly Applied[],
  clock: Clock,
  leftOut: readonly Skipped[] = [],
  reported?: readonly Outcome[],
): Run {
  const counts = countStates(applied);
  const failure = run.failure ?? firstFailure(applied);
  const outcomes = reported ? [...reported] : allOutcomes(run, applied, leftOut);
  const quantities = quantitiesWritten(applied);
  const notTried = applied.filter(({ result }) => result.hold === 'earlier-failure').length;
  const failed = counts.failed > 0 || counts.unknown > 0 || run.failure !== undefined;
  const state = wasCancelled(applied) ? 'cancelled' : failed ? 'failed' : 'done';
  return {
    ...run,
    finishedAt: isoTime(clock()),
    state,
    progress: { step: ENDED[state], done: counts.applied, total: applied.length },
    outcomes,
    counts,
    ...(quantities && { quantities }),
    ...(notTried > 0 && { notTried }),
    ...(applied.some(isTurnedOff) && { turnedOff: true as const }),
    ...(failure && { failure }),
  };
}

/** Only what was written: a quantity that ConnectWise had already changes no bill. */
function quantitiesWritten(applied: readonly Applied[]): Run['quantities'] {
  const written = applied
    .filter(({ result }) => result.state === 'applied' && !result.noop)
    .map(({ change }) => change)
    .filter(({ resource, fields }) => resource === 'addition' && fields.some(({ field }) => field === 'quantity'));
  if (written.length === 0) return undefined;
  const totals = moneyTotals(written.flatMap(({ money }) => money ?? []));
  const created = written.filter(({ op }) => op === 'create').length;
  return { count: written.length, ...(created > 0 && { created }), totals };
}

function allOutcomes(run: Run, applied: readonly Applied[], leftOut: readonly Skipped[]): Outcome[] {
  const outcomes = [...updatedOutcomes(applied), ...openOutcomes(applied)];
  if (!outcomes.length) outcomes.push({ code: 'nothing-to-change', text: nothingChanged(run.cause, applied) });
  const skipped = leftOut.map(({ label, why }) => ({
    code: 'skipped' as const,
    text: `${literalText(label)}: ${why}`,
  }));
  outcomes.push(...skipped);
  if (run.failure) outcomes.push({ code: 'failure', text: run.failure.message });
  return outcomes;
}

const ENDED = { done: 'Done', failed: 'Ended with failures', cancelled: 'Cancelled' } as const;

/** A user cancelled, or took consent back, before the last change: what was written stays, the rest is reported as held. */
export function wasCancelled(applied: readonly Applied[]): boolean {
  return applied.some(isLeftUndone);
}

/** A run that never came to writing. */
export function failedRun(run: Run, failure: Failure, clock: Clock): Run {
  const outcomes: Outcome[] = [...run.outcomes, { code: 'failure', text: sentence(failure) }];
  const progress = { ...run.progress, step: 'Ended with failures' };
  return { ...run, finishedAt: isoTime(clock()), state: 'failed', progress, outcomes, failure };
}

function updatedOutcomes(applied: readonly Applied[]): Outcome[] {
  const written = applied.filter(({ result }) => result.state === 'applied' && !result.noop);
  const parts = new Set(written.map(({ change }) => change.part));
  const fixes = written.filter(({ change }) => change.part === 'fix');
  const corrected = fixes.every(({ change }) => change.resource === 'managed-id-entry')
    ? ENTRIES_CORRECTED
    : fixes.every(({ change }) => change.ref.companyId === NO_COMPANY)
      ? SET_UP
      : UPDATED.fix;
  return (Object.keys(UPDATED) as ChangePart[])
    .filter((part) => parts.has(part))
    .map((part) => ({
      code: 'updated',
      part,
      text: part === 'fix' ? corrected : UPDATED[part],
    }));
}

function nothingChanged(cause: Cause, applied: readonly Applied[]): string {
  if (cause.kind === 'fix' || cause.kind === 'undo' || applied.length) return 'Nothing to change: it is so already.';
  return NOTHING_TO_CHANGE;
}

/** Returns one line per change that was not written, and one for all that a user left undone: nothing stays unreported. */
export function openOutcomes(applied: readonly Applied[]): Outcome[] {
  const OPEN: ReadonlySet<ChangeState> = new Set(['failed', 'conflict', 'held', 'unknown']);
  const turnedOff = applied.filter(isTurnedOff).length;
  const undone = applied.filter(isLeftUndone).length - turnedOff;
  const outcomes: Outcome[] = applied
    .filter((one) => OPEN.has(one.result.state) && !isLeftUndone(one))
    .map(({ change, result }) => ({
      code: 'not-written',
      changeId: change.id,
      text: `${literalText(change.label)}: ${result.outcome}`,
    }));
  if (turnedOff > 0) outcomes.push({ code: 'left-undone', text: leftUnwritten(turnedOff) });
  return undone > 0 ? [...outcomes, { code: 'left-undone', text: leftUndone(undone) }] : outcomes;
}

function isLeftUndone(one: Applied): boolean {
  return one.result.hold === 'cancelled' || isTurnedOff(one);
}

function isTurnedOff({ result }: Applied): boolean {
  return result.hold === 'turned-off';
}

/** One that passes before others: as long as something may still arrive, the work is tried again. */
function firstFailure(applied: readonly Applied[]): Failure | undefined {
  const failures = applied.flatMap(({ result }) => result.failure ?? []);
  return failures.find(isPassing) ?? failures[0];
}
