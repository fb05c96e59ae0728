import type { Run } from '../../domain/change.ts';
import type { SyncStore } from '../store.ts';

/** Stores the end of a run; one that the storage refuses now is stored by a later drain. Rejects as the storage does. */
export async function storeEnd(store: Pick<SyncStore, 'putRun' | 'keepEnd'>, run: Run): Promise<void> {
  try {
    await store.putRun(run);
  } catch (error) {
    store.keepEnd(run);
    throw error;
  }
}
