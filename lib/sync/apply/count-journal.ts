import type { JournalEntry, Run } from '../../domain/change.ts';

/** Counts a run's changes by what became of them; those only intended are not counted. */
export function countJournal(entries: readonly JournalEntry[]): Run['counts'] {
  const counts = { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 };
  for (const entry of entries) if (entry.state !== 'intended') counts[entry.state]++;
  return counts;
}
