import type { Actor, Change, JournalEntry, Run } from '../../domain/change.ts';
import { type Clock, isoTime } from '../../shared/time.ts';
import type { SyncStore } from '../store.ts';
import type { ChangeResult } from './change-result.ts';
import { unclearSince } from './unclear.ts';

/** Writes one run's journal: intent before the call, result after it, so a cut-off between the two is visible. */
export interface RunJournal {
  intend(change: Change): Promise<JournalEntry>;
  settle(entry: JournalEntry, result: ChangeResult): Promise<JournalEntry>;
  /** For a change that never came to a call: intent and result in one. */
  record(change: Change, result: ChangeResult): Promise<JournalEntry>;
  /** Another record than the one first named turned out to be the one that this change created. */
  amend(change: Change, recordId: number): Promise<void>;
}

/** @param before how many entries of the run are written already: one that ended and is added to. */
export function runJournal(
  run: Run,
  who: Actor,
  store: Pick<SyncStore, 'putJournal'>,
  clock: Clock,
  before = 0,
): RunJournal {
  let written = before;
  const last = new Map<string, JournalEntry>();
  const begin = (change: Change): JournalEntry => ({
    // Counted, so that a run's entries sort in the order of writing.
    id: `${run.id}:${String(++written).padStart(5, '0')}`,
    runId: run.id,
    ...(run.tenant !== undefined && { tenant: run.tenant }),
    at: isoTime(clock()),
    who,
    why: run.cause,
    change,
    state: 'intended',
    outcome: 'About to be written.',
  });
  const settle = async (entry: JournalEntry, result: ChangeResult): Promise<JournalEntry> => {
    const { unclear: _until, ...intended } = entry;
    const settled: JournalEntry = { ...intended, ...result, finishedAt: isoTime(clock()) };
    await store.putJournal(settled);
    last.set(settled.change.id, settled);
    return settled;
  };
  return {
    settle,
    record: (change, result) => settle(begin(change), result),
    amend: async (change, recordId) => {
      const entry = last.get(change.id);
      if (entry) await store.putJournal({ ...entry, recordId });
    },
    intend: async (change) => {
      // Unclear from now on: if this worker ends, or the result cannot be stored, it is looked for (`resolve-unclear.ts`).
      const entry: JournalEntry = { ...begin(change), unclear: unclearSince(clock()) };
      await store.putJournal(entry);
      return entry;
    },
  };
}
