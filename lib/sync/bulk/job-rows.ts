import type { EngineDeps } from '../engine-api.ts';

type RowDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** What came of each company or customer of one chunk, by its id: done again, it takes its own place. */
export interface RowTracker<Row> {
  /** What came of it before, also by an earlier call. */
  get(id: number | string): Row | undefined;
  put(id: number | string, row: Row): Promise<void>;
}

/** Several are worked on at once, so that their rows are stored one after the other. */
export async function trackRows<Row>(deps: RowDeps, jobId: string, chunk: number): Promise<RowTracker<Row>> {
  const key = keyOf(jobId, chunk);
  let rows = (await deps.store.cached<Record<string, Row>>(key))?.value ?? {};
  let stored: Promise<void> = Promise.resolve();
  return {
    get: (id) => (Object.hasOwn(rows, id) ? rows[id] : undefined),
    put(id, row) {
      rows = { ...rows, [id]: row };
      const next = rows;
      stored = stored.then(() => deps.store.cache(key, next, deps.clock()));
      return stored;
    },
  };
}

/** Every row so far, each id once: two customers of one company may be in different chunks. */
export async function allRows<Row>({ store }: Pick<RowDeps, 'store'>, jobId: string): Promise<Row[]> {
  const all: Record<string, Row> = {};
  for (const { value } of await store.cachedAll<Record<string, Row>>(keyOf(jobId, ''))) Object.assign(all, value);
  return Object.values(all);
}

function keyOf(jobId: string, chunk: number | ''): string {
  return `bulk-sync:${jobId}:rows:${chunk}`;
}
