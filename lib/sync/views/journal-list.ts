import type { JournalEntry, Run } from '../../domain/change.ts';
import type { JournalFilter, SyncStore } from '../store.ts';

/** Runs with all that each of them wrote. */
interface JournalList {
  /** Newest first. */
  runs: Run[];
  /** Of these runs, each run's in the order of writing. */
  entries: JournalEntry[];
  /** How many of the runs looked at changed nothing, whether they are among `runs` or not. */
  unchanged: number;
}

/** The journal as a user reads it, from the store alone. */
export async function journalList(
  { store }: { store: Pick<SyncStore, 'journalRuns' | 'journalOfRun'> },
  filter: JournalFilter,
): Promise<JournalList> {
  const { runs, unchanged } = await store.journalRuns(filter);
  const entries = await Promise.all(runs.map(({ id }) => store.journalOfRun(id)));
  return { runs, entries: entries.flat(), unchanged };
}
