import { isYoungerThan } from '../../shared/age.ts';
import type { Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { readToKeep } from './read-to-keep.ts';

/**
 * Answers from the store's cache while the value is young enough, else reads and stores. A failed read leaves the cache.
 * @param maxAge milliseconds, possibly depending on the value; 0 always reads.
 */
export async function cachedRead<T>(
  deps: Pick<EngineDeps, 'store' | 'clock'>,
  key: string,
  maxAge: number | ((value: T) => number),
  read: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const cached = await deps.store.cached<T>(key);
  if (cached) {
    const limit = typeof maxAge === 'number' ? maxAge : maxAge(cached.value);
    if (isYoungerThan(limit, cached.at, deps.clock())) return { ok: true, value: cached.value };
  }
  return readToKeep(deps, read, (value) => [{ key, value }]);
}
