import type { Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';

/**
 * Reads what is kept afterwards, except under keys that were forgotten in the meantime: a run may have changed what was read before it,
 * and what is kept then would be shown as if it were of after it. A failed read keeps nothing.
 * @param rows what of the answer is kept, and where.
 */
export async function readToKeep<T>(
  { store, clock }: Pick<EngineDeps, 'store' | 'clock'>,
  read: () => Promise<Result<T>>,
  rows: (value: T) => readonly { key: string; value: unknown }[],
): Promise<Result<T>> {
  const mark = await store.markForgets();
  const fresh = await read();
  if (fresh.ok) await store.cacheSince(mark, rows(fresh.value), clock());
  return fresh;
}
