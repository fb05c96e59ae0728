import type { JournalList } from '../engine-api.ts';
import type { JournalFilter, SyncStore } from '../store.ts';

/** The journal as users read it, from the store alone. */
export async function journalList(
  store: Pick<SyncStore, 'journalRuns' | 'journalOfRun'>,
  filter: JournalFilter,
): Promise<JournalList> {
  const { runs, unchanged } = await store.journalRuns(filter);
  const entries = await Promise.all(runs.map(({ id }) => store.journalOfRun(id)));
  return { runs, entries: entries.flat(), unchanged };
}
