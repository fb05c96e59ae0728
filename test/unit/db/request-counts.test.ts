import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenStore } from '../../../lib/db/sync-store.ts';
import { BOTH, failed, freshStore, NOON, NOON_ISO, said } from './fresh-store.ts';

/** Requests made of the database; one for all records counts as many as it answers, for it would grow with them. */
function countRequests(): () => number {
  let requests = 0;
  for (const type of [IDBObjectStore, IDBIndex]) {
    for (const method of ['get', 'getKey', 'openCursor', 'put', 'delete'] as const) {
      if (!(method in type.prototype)) continue;
      const methods = type.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
      const original = methods[method];
      vi.spyOn(methods, method).mockImplementation(function (this: unknown, ...given: unknown[]) {
        requests++;
        return original && Reflect.apply(original, this, given);
      });
    }
    const { getAll } = type.prototype;
    vi.spyOn(type.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore | IDBIndex, ...given) {
      const request = Reflect.apply(getAll, this, given);
      request.addEventListener('success', () => {
        requests += 1 + request.result.length;
      });
      return request;
    });
  }
  return () => requests;
}

async function withCustomers(count: number): Promise<OpenStore> {
  const store = await freshStore();
  const page = Array.from({ length: count }, (_, number) => failed(`e${number}`, { customerId: `${1000 + number}` }));
  await store.takeEvents('efs', page, 'c', NOON_ISO, BOTH);
  return store;
}

/** What one entry costs from its lease to its end. */
async function costs(store: OpenStore, only?: 'manual'): Promise<number> {
  const count = countRequests();
  const entry = await store.lease(NOON, 1000, only);
  if (entry) {
    expect(await store.eventsOfEntry(entry)).toHaveLength(1);
    await store.settle(entry, { state: 'done' }, said('done', 'Done.'));
  }
  const made = count();
  vi.restoreAllMocks();
  return made;
}

describe('processing one entry', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('needs as few database requests among 600 customers as among 6', async () => {
    const few = await costs(await withCustomers(6));
    expect(few).toBeGreaterThan(3);
    expect(few).toBeLessThan(12);
    expect(await costs(await withCustomers(600))).toBe(few);
  });

  it('finds manual work without a search of all due work', async () => {
    const store = await withCustomers(600);
    expect(await costs(store, 'manual')).toBeLessThan(3);
  });
});
