import type { Result } from '../shared/result.ts';
import { fail } from '../shared/result.ts';
import { storageFailure } from '../shared/storage-failure.ts';

/** Answers work of the store, or the failure of the browser's storage; other exceptions are thrown on. */
export async function fromStorage<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const storage = storageFailure(error);
    if (!storage) throw error;
    return fail(storage);
  }
}
