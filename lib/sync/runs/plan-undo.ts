import type { Change, JournalEntry, Plan, Skipped } from '../../domain/change.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { foreignTenant } from './start-run.ts';
import { reasonNothingToUndo, undoChange } from './undo-change.ts';

/**
 * Plans to undo a run, newest change first, or one change of it. Every record is looked at: what somebody changed since is
 * skipped, with who and when, and so is what was undone already. Of a run, what was never written is passed
 * over in silence; of one change, and of what cannot be read, the reason is given.
 * @param entryId of the journal entry of the run of the one change; absent: all of them.
 */
export async function planUndo(deps: EngineDeps, runId: string, entryId?: string): Promise<Result<Plan>> {
  const run = await deps.store.getRun(runId);
  if (!run) {
    return fail({ code: 'not-found', message: 'This run is no longer in the journal.', nextStep: 'Undo it by hand.' });
  }
  if (run.state === 'running') {
    return fail({ code: 'busy', message: 'This run is still going on.', nextStep: 'Wait until it has ended.' });
  }
  const foreign = foreignTenant(deps, run);
  if (foreign) return fail(foreign);
  const entries = await entriesOf(deps, runId, entryId);
  if (!entries.ok) return entries;
  const changes: Change[] = [];
  const skipped: Skipped[] = [];
  for (const entry of entries.value) {
    const why = reasonNothingToUndo(entry);
    if (why !== undefined) {
      if (entryId !== undefined || entry.unreadable) skipped.push({ part: 'undo', label: entry.change.label, why });
      continue;
    }
    const back = await undoChange(deps, entry, changes);
    if (!back.ok) return back;
    if (typeof back.value === 'string') skipped.push({ part: 'undo', label: entry.change.label, why: back.value });
    else changes.push(back.value);
  }
  const now = isoTime(deps.clock());
  return ok({
    id: deps.ids(),
    companyId: run.companyId,
    companyName: run.companyName,
    efsIds: run.efsIds,
    madeAt: now,
    factsAt: now,
    changes,
    skipped,
    cause: { kind: 'undo', ref: runId, ...(entryId !== undefined && { entry: entryId }) },
  });
}

/** Newest first. */
async function entriesOf(
  { store }: EngineDeps,
  runId: string,
  entryId: string | undefined,
): Promise<Result<JournalEntry[]>> {
  const entries = (await store.journalOfRun(runId)).reverse();
  if (entryId === undefined) return ok(entries);
  const one = entries.filter(({ id }) => id === entryId);
  if (one.length > 0) return ok(one);
  return fail({
    code: 'not-found',
    message: 'This change is no longer in the journal.',
    nextStep: 'Undo it by hand.',
    value: entryId,
  });
}
