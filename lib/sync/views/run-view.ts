import type { JournalEntry, Run } from '../../domain/change.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Returns a run with what it wrote so far. */
export async function runView(
  { store }: Pick<EngineDeps, 'store'>,
  runId: string,
): Promise<Result<{ run: Run; entries: JournalEntry[] }>> {
  const run = await store.getRun(runId);
  if (run) return ok({ run, entries: await store.journalOfRun(runId) });
  return fail({ code: 'not-found', message: 'This run is not in the journal.', nextStep: 'Look at the journal.' });
}
