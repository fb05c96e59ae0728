import { closeSync, openSync, writeSync } from 'node:fs';
import type { JournalPosition } from '../domain/journal-export.ts';
import type { SyncStore } from '../sync/store.ts';
import { exportJournal } from '../sync/views/journal-export.ts';

/** Writes the whole journal into a file, newest first, one change a line as JSON. Answers how many. */
export async function writeJournal(path: string, store: SyncStore): Promise<number> {
  const file = openSync(path, 'w', 0o600);
  let count = 0;
  let before: JournalPosition | undefined;
  try {
    do {
      const page = await exportJournal(store, before);
      for (const change of page.changes) writeSync(file, `${JSON.stringify(change)}\n`);
      count += page.changes.length;
      before = page.next;
    } while (before);
  } finally {
    closeSync(file);
  }
  return count;
}
