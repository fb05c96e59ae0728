import type { JournalEntry, Run } from '../../domain/change.ts';
import { isoTime } from '../../shared/time.ts';
import { countJournal } from '../apply/count-journal.ts';
import { lookFor } from '../apply/resolve-unclear.ts';
import { unclearSince } from '../apply/unclear.ts';
import type { EngineDeps } from '../engine-api.ts';
import { forgetView } from '../read/view-cache.ts';
import { foreignTenant } from './start-run.ts';

/** Their work is kept in the outbox, or in the position of the bulk sync or action. */
const BY_ITSELF = 'It is taken up again by itself: only what is still missing is written.';
/** What is done about a run that was cut off. */
const NEXT_STEP: Readonly<Record<Run['cause']['kind'], string>> = {
  event: BY_ITSELF,
  reprocess: BY_ITSELF,
  ticket: BY_ITSELF,
  'bulk-sync': BY_ITSELF,
  'bulk-action': BY_ITSELF,
  user: 'Sync again: only what is still missing is written.',
  fix: 'Look again: the preview then shows only what is still missing.',
  undo: 'Undo the same run again: only what is left is undone.',
};

/**
 * After a start of the worker, before anything else: nothing can be running yet, so every run that says so was cut off,
 * and every lease is nobody's. Writes whose answer was never stored are looked for, not repeated, and so is what a run that was cut off
 * did not look for any more: records that one request created twice.
 * @param isLost where several runners share the store: whether the one with this id has ended. Absent: everything is lost.
 */
export async function recover(deps: EngineDeps, isLost: (runner: string) => boolean = () => true): Promise<void> {
  await deps.store.expireLeases(Number.POSITIVE_INFINITY, (token) => isLost(token.slice(0, token.indexOf('.'))));
  for (const run of await deps.store.runningRuns()) {
    if (!isLost(run.runner ?? '')) continue;
    const entries = await deps.store.journalOfRun(run.id);
    for (const entry of entries) if (entry.state === 'intended' || mayBeTwice(entry)) await decide(deps, run, entry);
    // Read again: a look may have found a duplicate, and recorded it.
    const counts = countJournal(await deps.store.journalOfRun(run.id));
    const written = counts.applied === 1 ? '1 change was' : `${counts.applied} changes were`;
    await deps.store.putRun({
      ...run,
      state: 'interrupted',
      finishedAt: isoTime(deps.clock()),
      counts,
      outcomes: [
        {
          code: 'interrupted',
          text: `Interrupted: the browser stopped while it was running; ${written} written before.`,
        },
      ],
      failure: {
        code: 'interrupted',
        message: 'The browser stopped while this run was going on.',
        nextStep: NEXT_STEP[run.cause.kind],
      },
    });
    await forgetView(deps, run.companyId);
  }
}

/** A browser may repeat a POST by itself; the look for that comes at the end of a run. Tickets are looked for by their own work. */
function mayBeTwice({ state, noop, change, unclear }: JournalEntry): boolean {
  return state === 'applied' && !noop && !unclear && change.op === 'create' && change.resource !== 'ticket';
}

/** What became of a write, as far as ConnectWise says now; else every drain asks again. */
async function decide(deps: EngineDeps, run: Run, entry: JournalEntry): Promise<void> {
  const looked = foreignTenant(deps, run) ? later(entry, deps.clock()) : (await lookFor(deps, entry)).entry;
  await deps.store.putJournal(looked);
}

/** Another ConnectWise is connected now: it says nothing about this one's records. */
function later(entry: JournalEntry, now: number): JournalEntry {
  if (entry.state === 'applied') return { ...entry, unclear: unclearSince(now) };
  return {
    ...entry,
    state: 'unknown',
    outcome: 'Cut off before the answer came; another ConnectWise is connected now.',
  };
}
