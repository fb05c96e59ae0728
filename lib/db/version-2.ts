import type { JournalEntry, UnclearWrite } from '../domain/change.ts';
import { readTime } from '../shared/time.ts';

/** Version 2 of the database left writes without an answer as they were; from version 3 on they are looked for. */
export function unclearOfVersion2({ state, at }: Pick<JournalEntry, 'state' | 'at'>): UnclearWrite | undefined {
  if (state !== 'intended' && state !== 'unknown') return undefined;
  const since = readTime(at) ?? 0;
  return { since, lookAt: since };
}
