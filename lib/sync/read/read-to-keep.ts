import type { Result } from '../../shared/result.ts';
import type { CacheStore } from '../cache-store.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Of each read under way, the prefixes that were forgotten since it began. */
const underWay = new WeakMap<CacheStore, Set<string[]>>();

/**
 * Reads what is kept afterwards, except under keys that were forgotten in the meantime: a run may have changed what was read before it,
 * and what is kept then would be shown as if it were of after it. A failed read keeps nothing.
 * @param rows what of the answer is kept, and where.
 */
export async function readToKeep<T>(
  deps: Pick<EngineDeps, 'store' | 'clock'>,
  read: () => Promise<Result<T>>,
  rows: (value: T) => readonly { key: string; value: unknown }[],
): Promise<Result<T>> {
  const { store } = deps;
  const forgotten: string[] = [];
  const reads = underWay.get(store) ?? new Set();
  underWay.set(store, reads.add(forgotten));
  try {
    const fresh = await read();
    if (!fresh.ok) return fresh;
    // Nothing is awaited between the look and the requests to the store: whatever is forgotten later is requested after them.
    const kept = rows(fresh.value).filter(({ key }) => !forgotten.some((prefix) => key.startsWith(prefix)));
    await Promise.all(kept.map(({ key, value }) => store.cache(key, value, deps.clock())));
    return fresh;
  } finally {
    reads.delete(forgotten);
  }
}

/** Drops what is kept under keys that begin so, and what reads under way would keep there. */
export async function forgetKept({ store }: Pick<EngineDeps, 'store'>, prefix: string): Promise<void> {
  for (const forgotten of underWay.get(store) ?? []) forgotten.push(prefix);
  await store.forget(prefix);
}
